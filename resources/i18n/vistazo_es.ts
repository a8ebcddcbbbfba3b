<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>AnswerView</name>
    <message>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BrowserActions</name>
    <message>
        <source>Filter pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label pictures with key {key}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark chosen pictures as verified, or not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark empty pictures as verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Propose for chosen pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select all pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show pictures as grid or list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skip chosen pictures, or not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take labels from chosen pictures</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BrowserPanel</name>
    <message>
        <source>New pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all pictures</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CanvasActions</name>
    <message>
        <source>Accept all proposals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept this proposal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Boxes of the previous picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw boxes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find or make a label…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide or show boxes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label the whole picture with key {key}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label with key {key}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark as verified, or not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move by {pixels} px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reject proposals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeat the last box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resize by {pixels} px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select all boxes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select and move boxes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom to 100 %</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CanvasMenu</name>
    <message>
        <source>Label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label of the whole picture</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CanvasPanel</name>
    <message>
        <source>Canvas</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CanvasSpeech</name>
    <message numerus="yes">
        <source>%n box(es)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n box(es) chosen</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n proposal(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Canvas, no picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chosen: proposal {label}, score {score}, {place}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chosen: {label}, {place}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture {name}, {width} × {height}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CardPage</name>
    <message>
        <source>A run gets its card when its training ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No card yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The whole card as Markdown</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CardText</name>
    <message>
        <source>Model card</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Chart</name>
    <message>
        <source>Copy numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marked: {text} at {x}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as PNG…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as SVG…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save or copy this chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: {last} at {x_title} {x}; lowest {low} at {low_x}, highest {high} at {high_x}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title}: no values yet.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Actions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find pictures or actions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find pictures or actions…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No action or picture is called that. A part of a name is enough.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures with “{text}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all {total} pictures with “{text}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What can be done now</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ComparePage</name>
    <message numerus="yes">
        <source>%n picture(s) changed sides.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>A detector and a classifier: their figures do not mean the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A difference may come from the pictures as well as from the run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All labels together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to one run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed sides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click to see the pictures that changed sides.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Curves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figures by label of both runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Metric</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Metrics of both runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only {run} is right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only {run} is right: {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Support</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The two runs were scored on different pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{fewer} mistakes instead of {more}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{first} and {second}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{metric} by label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{run} makes fewer mistakes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{run} makes fewer mistakes: {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{run}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Confusion</name>
    <message>
        <source>Nothing was there and nothing was answered: this is not counted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>missed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{answer} where nothing is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} of {total} “{true}” were missed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} of {total} “{true}” were recognised.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} of {total} “{true}” were taken for “{answer}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} times it saw “{answer}” where nobody drew anything.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{true} taken for {answer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{true}: missed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{true}: recognised</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConfusionView</name>
    <message>
        <source>Confusion matrix</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CrashPanel</name>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the log folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Something went wrong, %n time(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your labels and boxes are saved, and you can go on working. If it happens again, send this text.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CrashReport</name>
    <message>
        <source>Vistazo ended suddenly the last time.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CurvesPage</name>
    <message>
        <source>All labels together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Curve of this label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On validation pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Precision over recall</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Showing answers from {score} on, it finds {recall} of 100, and {precision} of 100 shown are right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The higher the line stays to the right, the better.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the right it finds more; the lower the line, the more of what it shows is wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>best</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recall</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{run}, training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{run}, validation</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Desktop</name>
    <message>
        <source>Drawing the sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That project is open in another window, which is in front now.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DeviceWords</name>
    <message>
        <source>An NVIDIA card is there. The first training says whether PyTorch can use it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>CPU · %n core(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>No NVIDIA card was found, so the processor is used. Frozen backbones are quick on it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The processor was chosen in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DockGrip</name>
    <message>
        <source>Drag to move this panel; double-click to let it float</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EditNames</name>
    <message>
        <source>Accept proposals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Archive label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring label back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change label colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change label key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy boxes from the previous picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete objects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate boxes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import annotations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Labels from folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark as not verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark as verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark empty pictures as verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste boxes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put into split</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo: {edit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reject proposals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeat last box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resize box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skip pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take label from pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take pictures back in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo: {edit}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EmptyStates</name>
    <message>
        <source>Add a folder of pictures. They stay where they are; nothing is written among them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every picture is verified or skipped. Now a network can learn from them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for pictures…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No picture passes the filter of the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No pictures yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the picture…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skip this picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They appear here as they are found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This picture cannot be shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilterButton</name>
    <message>
        <source>A filter holds</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilterRow</name>
    <message>
        <source>Any label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any split</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files that are there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In no split</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missing files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name or folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words in the name or folder</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Foot</name>
    <message numerus="yes">
        <source>%n new picture(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>A picture without boxes teaches the network what nothing looks like. This can be undone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for pictures… {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Mark %n empty picture(s) as verified</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Verified pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {total} verified</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>All {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show as a grid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show as a list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To do {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verified {count}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>InsidePlace</name>
    <message numerus="yes">
        <source>%n layer(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Choose a picture in Label: what the network sees in it is shown here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to Label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to Train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Map more opaque</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Map more transparent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No network yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train a model, or put pretrained weights on this computer, to look inside.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{layers}, with random weights</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeyField</name>
    <message>
        <source>Press keys…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press the new keys, or Esc to keep the old ones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeyRow</name>
    <message>
        <source>Default keys again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys of {action}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use it here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} is for “{action}”.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeysSection</name>
    <message>
        <source>All default keys again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find an action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find an action…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the list of pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No action is called that.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LabelCommands</name>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{label}” is archived. Its boxes are kept, but not used for training or export.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{label}” is part of “{other}” now.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LabelDelegate</name>
    <message>
        <source>New name</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LabelField</name>
    <message>
        <source>Labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New label “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LabelList</name>
    <message>
        <source>Labels</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LabelMenus</name>
    <message>
        <source>Add a label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any colour…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Archive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour of “{label}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge into</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show its pictures</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LabelPlace</name>
    <message>
        <source>In this picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LabelRows</name>
    <message>
        <source>Answered: {label}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click a figure to see its pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the surest “{label}” on, {share} of 100 are right on average, until all {wanted} are found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often the label occurs in the scored pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of all there is of this label, how much was found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of its answers with this label, how many are right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of {answered} times that it said “{label}”, {hits} were right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of {wanted} “{label}”, it found {hits}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Precision and recall in one number, near the lower of the two.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Precision over all recalls, when boxes share at least half of their area.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Precision {precision} and recall {recall} of “{label}” in one number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Support</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is: {label}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There or answered: {label}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{label}” occurs {count} times in {pictures} pictures.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LabelWords</name>
    <message numerus="yes">
        <source>%n object(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>the whole picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{objects} in {pictures}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LabelsPanel</name>
    <message>
        <source>Add a label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw a box and name it, or add a label here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the new label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No labels yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off: a digit gives a picture its one label. On: a digit adds a label to those it has, or takes it away; training then learns each label by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename the label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Several labels per picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Working</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LayerList</name>
    <message>
        <source>Layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: {kind}, {maps} maps of {width} × {height}, {parameters} parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: {kind}, {maps} numbers, {parameters} parameters</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ListStates</name>
    <message>
        <source>Add a folder of pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a folder. The pictures stay where they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for pictures…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No picture passes the filter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No pictures yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pictures are gone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their files are not where they were. Connect the drive or put the folder back, then look again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>About Vistazo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a folder of pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a folder to this project…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import annotations: COCO, Pascal VOC or YOLO</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import annotations…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for new pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Menu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a folder of pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a folder of pictures…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a project…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try the sample</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MapCard</name>
    <message>
        <source>Colours of the maps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each map its own scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fire</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grey</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much of the picture the map covers: [ and ]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Map {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On: every map goes from its own least to its own greatest number. Off: all maps share one scale.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One number for the whole picture: {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opacity of the map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sea</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>here {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{width} × {height} numbers from {low} to {high}, {mean} on average</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MapGrid</name>
    <message>
        <source>Maps of the layer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MapModel</name>
    <message>
        <source>Map {number}: from {low} to {high}, {mean} on average</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MapsPanel</name>
    <message>
        <source>By number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One number for each map, for the whole picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening the network…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order of the maps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strongest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {shown} strongest of {all} maps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Working out the maps…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Close this message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MetricLinks</name>
    <message>
        <source>All scored pictures, the worst first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missed or mixed up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mistakes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not among the best 5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrong answers</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Metrics</name>
    <message>
        <source>AP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AP50</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AP75</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Among the best 5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As AP50 ({ap50}), but the mean over ten degrees of strictness, from half the area in common to 95 %. It says how exactly boxes are placed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As AP50 ({ap50}), but three quarters of the area must be common to both boxes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For {found} of {pictures} pictures the right label is among the five likeliest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not scored yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of 100 pictures of a label it recognises {share}, every label counting the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of {answered} boxes that it shows, {hits} are right. It shows those with a score of {score} or more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of {wanted} boxes that people drew, it found {hits}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>On %n picture(s) that it learnt from: new pictures will score lower.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>On %n test picture(s) that took no part in the training.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>On %n validation picture(s), which also chose the best epoch.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Overlap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Precision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Precision {precision} and recall {recall} in one number. It is near the lower of the two, so it is high only where both are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recall</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take its boxes from the surest to the least sure: of 100 shown, {share} are right on average, until all {wanted} drawn boxes are found. Right means: the same label, and at least half of the two boxes' area in common (IoU 0.50).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {hits} boxes that it found share {share} % of their area with the drawn ones, on average (IoU).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What training makes small. Two runs' losses compare only if the recipe is the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When it names a label, it is right {share} times in 100, every label counting the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{hits} of {wanted} pictures got the right label.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} %</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Mistakes</name>
    <message>
        <source>missed {count} × {label}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>missed {label}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>says {answer} {score}, is {truth}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>says {answer} {score}, which it is not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{answer} {score} where nothing is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} missed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} mixed up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} where nothing is</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MistakesPage</name>
    <message numerus="yes">
        <source>%n picture(s) with mistakes, the worst first</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>All labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In every scored picture all answers are right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mistakes with {label}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mistakes, the worst first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No mistakes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No pictures noted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only mistakes with this label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures with mistakes, the worst first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score this run again to see which pictures it gets wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Walk through them in the Label place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} · solid: drawn by people, dashed: its answer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NetworkBox</name>
    <message>
        <source>Network to look into</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your runs, and pretrained networks whose weights are on this computer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Networks</name>
    <message>
        <source>Run {number} · {network}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{network}, pretrained</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ObjectList</name>
    <message>
        <source>Accept this proposal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Objects in this picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reject this proposal</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ObjectModel</name>
    <message>
        <source>proposed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>proposed by run {number}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ObjectsPanel</name>
    <message>
        <source>Accept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept chosen proposals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete chosen objects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In this picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label with key {key}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No boxes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No picture is open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing yet. Drag a box in the picture, or give the whole picture a label.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing, and verified: it teaches the network what nothing looks like.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reject chosen proposals</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OverlayView</name>
    <message>
        <source>The map over the picture</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OverviewPage</name>
    <message>
        <source>Figures by label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label by label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it mixes up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rows: what it is · columns: its answer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Back  ·  Esc</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PaletteList</name>
    <message>
        <source>Actions and pictures that were found</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PictureMenus</name>
    <message>
        <source>Copy path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label of the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None: let the next training decide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Propose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put into split</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in the file manager</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verified</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PicturesView</name>
    <message>
        <source>Pictures</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProposalsBar</name>
    <message numerus="yes">
        <source>%n proposal(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n proposal(s) below</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Accept all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key: {key}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Least score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proposals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proposals below this score are hidden. A score of 1 means that the model is sure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proposed: {label} {score}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reject all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>score ≥ {score}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecentCard</name>
    <message>
        <source>Cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locate {project}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locate…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No pictures yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not there any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove from this list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove {project} from this list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verified pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {total} verified</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecentList</name>
    <message>
        <source>Recent projects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where is {project} now?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ResultsPlace</name>
    <message>
        <source>Curves of the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to Train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No results yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the run's folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What a model can do and where it errs is shown here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Worst pictures</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunList</name>
    <message>
        <source>Runs</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunNotice</name>
    <message>
        <source>: {percent} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its figures are those of its best epoch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scoring again notes them, so that every figure opens its pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scoring again{part}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pictures behind these figures were not noted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This run is training now: these are its figures so far.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This run was stopped before it was scored.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunPage</name>
    <message>
        <source>Card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Curves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figures of which pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Worst pictures</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunSide</name>
    <message>
        <source>Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tick another run to compare the two.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tick two runs to compare them.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RunningJob</name>
    <message>
        <source>Looking for pictures: {done}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proposing: {done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading annotations: {done}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taking labels from the folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>computing features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>downloading weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gathering the pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reading the pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>scoring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>splitting the pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{minutes} min left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{run}: epoch {epoch} of {epochs}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{run}: finishing this step, then saving</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{run}: {phase}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{seconds} s left</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Runs</name>
    <message>
        <source>Run {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>classifier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>detector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing learnt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>today {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yesterday {time}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SessionMessages</name>
    <message numerus="yes">
        <source>%n annotation(s) imported.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be read.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n label(s) taken from the folders' names.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left out.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) labelled. F5 trains a classifier.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n proposal(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Connect its drive and look again, or say where it lies now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures end in .jpg, .png, .bmp, .tif, .webp or .gif.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder {folder} is not there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project had all of these annotations already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The training was stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are annotations here: {format}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no pictures in this folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They can be taken in, and that can be undone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>on %n picture(s).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{run} is ready: {metric} {value}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{run} was stopped; its best state is kept.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>100 % is the size of the system.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apple graphics (MPS)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic takes a graphics card where there is one that PyTorch can use.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changes at once; work goes on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cores that a training may use. The window always goes first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Crosshair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark is easier on pictures that are dark themselves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>General</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hints</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lines through the pointer while a box is drawn, with its place in pixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NVIDIA card (CUDA)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processor (CPU)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the hints again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show them again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Small bubbles that come once, when something is new.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Threads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>All saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every change is written to disk as it is made. There is no Save button.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open for reading only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture {number} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of the running job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the running job</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StorageCard</name>
    <message>
        <source>Automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cache of this project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder of weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the cache of this project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clearing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computed features make the next training quick. Automatic: 20 GB, or a quarter of what is free.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest size of the cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No folder of my own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None. Pretrained weights that you have as files are looked for in this folder first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not while a training reads it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{size} GB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{size} of features and thumbnails. All of it is computed again when it is needed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TagRow</name>
    <message>
        <source>+ Label the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A label of the whole picture. Press to take it away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label the whole picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the label {label} from the picture</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TileDelegate</name>
    <message>
        <source>This picture cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message numerus="yes">
        <source>%n label(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Menu: open, settings, about</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open, settings, about  ·  Alt+M</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train, F5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What runs now. Click to see it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Working</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrainProblems</name>
    <message numerus="yes">
        <source>%n group(s) of pictures that look the same lie in different splits: scores may flatter.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) have boxes of several labels but no label of their own: that is for a detector.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) have boxes: a detector could learn from them.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) have labels of their own but no boxes: that is for a classifier.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) have labels of their own: a classifier could learn from them.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) have several labels and stay out: this project means one a picture.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>A classifier tells labels apart, and only “{label}” has pictures: at least two labels need some.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A classifier tells labels apart, and there is only “{label}”: at least two are needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw boxes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No labelled picture is in the training split, so there is nothing to learn from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No labelled picture is in the validation split, so the best epoch cannot be chosen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No picture has a box yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No picture has a label of its own yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>None of the %n picture(s) is labelled yet: about twenty with boxes are a good start.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Only one picture is labelled: learning and scoring need at least one each, better twenty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Several labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no pictures yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train a classifier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train a detector</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>“{label}” is in %n picture(s) only: it can hardly be learnt and scored.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrainWords</name>
    <message numerus="yes">
        <source>%n box(es)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n label(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n near-duplicate group(s) together</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) new, the rest kept</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Boxes are labelled, so the task is detection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw boxes to train a detector, or label whole pictures to train a classifier.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train a classifier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train a detector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole pictures are labelled, so the task is classification.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You chose a classifier: it names whole pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You chose a detector: it finds things and draws boxes around them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>computing features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gathering the pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kept from before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>made at the start, then kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no pictures yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>precision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reading the pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recall</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>scoring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{h} h {m} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} {split}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{stage}, {done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{why} {amount}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TryPage</name>
    <message numerus="yes">
        <source>%n box(es)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Another picture…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a picture…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop any picture here, also one that is not in the project. It is only looked at.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not sure enough to name a label.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show boxes with this score or more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>looking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{found}, {hidden} below the score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label}, score {score}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WaitingPage</name>
    <message>
        <source>Choose a run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its figures are shown here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its first epoch has not ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading {run}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This run has no results yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>60 pictures of a desk, 40 of them labelled: press Train and watch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw boxes on your pictures; a model learns from them on this computer, while you watch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a folder, pictures, annotations or a project to open it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on where you left a folder that ends in -vistazo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is asked, and nothing is written among your pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a folder of pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or drop a folder, pictures, annotations or a project anywhere here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try the sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message numerus="yes">
        <source>%n object(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fewest objects first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File is gone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Labelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most objects first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verified</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Workspace</name>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find pictures or actions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to {place}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Propose on all pictures to do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no trained run yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train first; then it can propose boxes for the rest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
