<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AblationPanel</name>
    <message numerus="yes">
        <source>%n seed(s)</source>
        <translation>
            <numerusform>%n seed</numerusform>
            <numerusform>%n seeds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AnnotationReport</name>
    <message numerus="yes">
        <source>%n annotation(s)</source>
        <translation>
            <numerusform>%n annotation</numerusform>
            <numerusform>%n annotations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n annotation(s) could not be taken as they are.</source>
        <translation>
            <numerusform>%n annotation could not be taken as it is.</numerusform>
            <numerusform>%n annotations could not be taken as they are.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AnswersPage</name>
    <message numerus="yes">
        <source>Out of %n label(s) that it was taught.</source>
        <translation>
            <numerusform>Out of %n label that it was taught.</numerusform>
            <numerusform>Out of %n labels that it was taught.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CanvasSpeech</name>
    <message numerus="yes">
        <source>%n box(es)</source>
        <translation>
            <numerusform>%n box</numerusform>
            <numerusform>%n boxes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n box(es) chosen</source>
        <translation>
            <numerusform>%n box chosen</numerusform>
            <numerusform>%n boxes chosen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n proposal(s)</source>
        <translation>
            <numerusform>%n proposal</numerusform>
            <numerusform>%n proposals</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CardWords</name>
    <message numerus="yes">
        <source>%n epoch(s), the best is number {best}.</source>
        <translation>
            <numerusform>%n epoch, the best is number {best}.</numerusform>
            <numerusform>%n epochs, the best is number {best}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n epoch(s).</source>
        <translation>
            <numerusform>%n epoch.</numerusform>
            <numerusform>%n epochs.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n near-duplicate(s) stayed in one split with their originals.</source>
        <translation>
            <numerusform>%n near-duplicate stayed in one split with its original.</numerusform>
            <numerusform>%n near-duplicates stayed in one split with their originals.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them verified as showing no object.</source>
        <translation>
            <numerusform>%n of them verified as showing no object.</numerusform>
            <numerusform>%n of them verified as showing no object.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s): {shares}.</source>
        <translation>
            <numerusform>%n picture: {shares}.</numerusform>
            <numerusform>%n pictures: {shares}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A model that finds objects of %n label(s), on {backbone}.</source>
        <translation>
            <numerusform>A model that finds objects of %n label, on {backbone}.</numerusform>
            <numerusform>A model that finds objects of %n labels, on {backbone}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A model that says which of %n label(s) a picture has, any number of them, on {backbone}.</source>
        <translation>
            <numerusform>A model that says whether a picture has its %n label, on {backbone}.</numerusform>
            <numerusform>A model that says which of %n labels a picture has, any number of them, on {backbone}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A model that says which of %n label(s) a picture has, on {backbone}.</source>
        <translation>
            <numerusform>A model that says whether a picture has its %n label, on {backbone}.</numerusform>
            <numerusform>A model that says which of %n labels a picture has, on {backbone}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A model that says which of %n label(s) a picture's one object has, and where it is, on {backbone}.</source>
        <translation>
            <numerusform>A model that says which of %n label a picture's one object has, and where it is, on {backbone}.</numerusform>
            <numerusform>A model that says which of %n labels a picture's one object has, and where it is, on {backbone}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Trained: the head and the top %n block(s) of the backbone; {trained} of {all} parameters.</source>
        <translation>
            <numerusform>Trained: the head and the top %n block of the backbone; {trained} of {all} parameters.</numerusform>
            <numerusform>Trained: the head and the top %n blocks of the backbone; {trained} of {all} parameters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{split} (%n picture(s))</source>
        <translation>
            <numerusform>{split} (%n picture)</numerusform>
            <numerusform>{split} (%n pictures)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChoicesPage</name>
    <message numerus="yes">
        <source>%n choice(s) differ</source>
        <translation>
            <numerusform>%n choice differs</numerusform>
            <numerusform>%n choices differ</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ComparePage</name>
    <message numerus="yes">
        <source>%n mistake(s) instead of {more}</source>
        <translation>
            <numerusform>%n mistake instead of {more}</numerusform>
            <numerusform>%n mistakes instead of {more}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) changed sides.</source>
        <translation>
            <numerusform>%n picture changed sides.</numerusform>
            <numerusform>%n pictures changed sides.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CrashPanel</name>
    <message numerus="yes">
        <source>Something went wrong, %n time(s)</source>
        <translation>
            <numerusform>Something went wrong, %n time</numerusform>
            <numerusform>Something went wrong, %n times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeviceWords</name>
    <message numerus="yes">
        <source>CPU · %n core(s)</source>
        <translation>
            <numerusform>CPU · %n core</numerusform>
            <numerusform>CPU · %n cores</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EffortCard</name>
    <message numerus="yes">
        <source>About {time} for %n training(s).</source>
        <translation>
            <numerusform>About {time} for %n training.</numerusform>
            <numerusform>About {time} for %n trainings.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>With %n varied choice(s), fewer than {least} trainings are little better than chance.</source>
        <translation>
            <numerusform>With %n varied choice, fewer than {least} trainings are little better than chance.</numerusform>
            <numerusform>With %n varied choices, fewer than {least} trainings are little better than chance.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FoldPanel</name>
    <message numerus="yes">
        <source>%n fold(s) are done</source>
        <translation>
            <numerusform>%n fold is done</numerusform>
            <numerusform>%n folds are done</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n fold(s) are left.</source>
        <translation>
            <numerusform>%n fold is left.</numerusform>
            <numerusform>%n folds are left.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n look-alike group(s) lie in several folds: the mean flatters.</source>
        <translation>
            <numerusform>%n look-alike group lies in several folds: the mean flatters.</numerusform>
            <numerusform>%n look-alike groups lie in several folds: the mean flatters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{metric} {mean} ± {spread} over %n fold(s).</source>
        <translation>
            <numerusform>{metric} {mean} ± {spread} over %n fold.</numerusform>
            <numerusform>{metric} {mean} ± {spread} over %n folds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Foot</name>
    <message numerus="yes">
        <source>%n new picture(s)</source>
        <translation>
            <numerusform>%n new picture</numerusform>
            <numerusform>%n new pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Verify %n empty picture(s)</source>
        <translation>
            <numerusform>Verify %n empty picture</numerusform>
            <numerusform>Verify %n empty pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Gallery</name>
    <message numerus="yes">
        <source>%n core(s)</source>
        <translation>
            <numerusform>%n core</numerusform>
            <numerusform>%n cores</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GalleryPage</name>
    <message numerus="yes">
        <source>%n network(s)</source>
        <translation>
            <numerusform>%n network</numerusform>
            <numerusform>%n networks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Measure %n network(s)</source>
        <translation>
            <numerusform>Measure %n network</numerusform>
            <numerusform>Measure %n networks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LabelWords</name>
    <message numerus="yes">
        <source>%n object(s)</source>
        <translation>
            <numerusform>%n object</numerusform>
            <numerusform>%n objects</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LayersSide</name>
    <message numerus="yes">
        <source>%n layer(s)</source>
        <translation>
            <numerusform>%n layer</numerusform>
            <numerusform>%n layers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LessonCard</name>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n step</numerusform>
            <numerusform>%n steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MapsPanel</name>
    <message numerus="yes">
        <source>%n map(s): number and greatest value</source>
        <translation>
            <numerusform>%n map: number and greatest value</numerusform>
            <numerusform>%n maps: number and greatest value</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Metrics</name>
    <message numerus="yes">
        <source>On %n picture(s) that it learnt from: new pictures will score lower.</source>
        <translation>
            <numerusform>On %n picture that it learnt from: new pictures will score lower.</numerusform>
            <numerusform>On %n pictures that it learnt from: new pictures will score lower.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>On %n test picture(s) that took no part in the training.</source>
        <translation>
            <numerusform>On %n test picture that took no part in the training.</numerusform>
            <numerusform>On %n test pictures that took no part in the training.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>On %n validation picture(s), which also chose the best epoch.</source>
        <translation>
            <numerusform>On %n validation picture, which also chose the best epoch.</numerusform>
            <numerusform>On %n validation pictures, which also chose the best epoch.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MistakesPage</name>
    <message numerus="yes">
        <source>%n picture(s) with mistakes, the worst first</source>
        <translation>
            <numerusform>%n picture with mistakes, the worst first</numerusform>
            <numerusform>%n pictures with mistakes, the worst first</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NmsPage</name>
    <message numerus="yes">
        <source>%n box(es) stay</source>
        <translation>
            <numerusform>%n box stays</numerusform>
            <numerusform>%n boxes stay</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message numerus="yes">
        <source>%n note(s) about this run</source>
        <translation>
            <numerusform>%n note about this run</numerusform>
            <numerusform>%n notes about this run</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OutcomeView</name>
    <message numerus="yes">
        <source>%n training(s) done</source>
        <translation>
            <numerusform>%n training done</numerusform>
            <numerusform>%n trainings done</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n training(s) ended early</source>
        <translation>
            <numerusform>%n training ended early</numerusform>
            <numerusform>%n trainings ended early</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PictureFoldersCard</name>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlanCards</name>
    <message numerus="yes">
        <source>CPU, %n core(s)</source>
        <translation>
            <numerusform>CPU, %n core</numerusform>
            <numerusform>CPU, %n cores</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>features of %n picture(s) are ready</source>
        <translation>
            <numerusform>features of %n picture are ready</numerusform>
            <numerusform>features of %n pictures are ready</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PreviewGrid</name>
    <message numerus="yes">
        <source>%n of them show(s) it as it is</source>
        <translation>
            <numerusform>%n of them shows it as it is</numerusform>
            <numerusform>%n of them show it as it is</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Projects</name>
    <message numerus="yes">
        <source>%n folder(s) were opened as one project: {name}.</source>
        <translation>
            <numerusform>%n folder was opened as one project: {name}.</numerusform>
            <numerusform>%n folders were opened as one project: {name}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProposalsBar</name>
    <message numerus="yes">
        <source>%n proposal(s)</source>
        <translation>
            <numerusform>%n proposal</numerusform>
            <numerusform>%n proposals</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n proposal(s) below</source>
        <translation>
            <numerusform>%n proposal below</numerusform>
            <numerusform>%n proposals below</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueueCard</name>
    <message numerus="yes">
        <source>%n training(s) in the queue</source>
        <translation>
            <numerusform>%n training in the queue</numerusform>
            <numerusform>%n trainings in the queue</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecipePage</name>
    <message numerus="yes">
        <source>%n choice(s) cannot be used: the training keeps what it had before.</source>
        <translation>
            <numerusform>%n choice cannot be used: the training keeps what it had before.</numerusform>
            <numerusform>%n choices cannot be used: the training keeps what it had before.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n choice(s) differ from the usual. The next training uses them.</source>
        <translation>
            <numerusform>%n choice differs from the usual. The next training uses it.</numerusform>
            <numerusform>%n choices differ from the usual. The next training uses them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SampleTile</name>
    <message numerus="yes">
        <source>%n found, best {score}</source>
        <translation>
            <numerusform>%n found, best {score}</numerusform>
            <numerusform>%n found, best {score}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Drawn by you: %n box(es). The model: {answer}.</source>
        <translation>
            <numerusform>Drawn by you: %n box. The model: {answer}.</numerusform>
            <numerusform>Drawn by you: %n boxes. The model: {answer}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SectionList</name>
    <message numerus="yes">
        <source>%n choice(s) cannot be used</source>
        <translation>
            <numerusform>%n choice cannot be used</numerusform>
            <numerusform>%n choices cannot be used</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n choice(s) changed</source>
        <translation>
            <numerusform>%n choice changed</numerusform>
            <numerusform>%n choices changed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sections</name>
    <message numerus="yes">
        <source>Show %n more choice(s)</source>
        <translation>
            <numerusform>Show %n more choice</numerusform>
            <numerusform>Show %n more choices</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SessionMessages</name>
    <message numerus="yes">
        <source>%n annotation(s) imported.</source>
        <translation>
            <numerusform>%n annotation imported.</numerusform>
            <numerusform>%n annotations imported.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be read.</source>
        <translation>
            <numerusform>%n could not be read.</numerusform>
            <numerusform>%n could not be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) or folder(s) left out.</source>
        <translation>
            <numerusform>%n file or folder left out.</numerusform>
            <numerusform>%n files or folders left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n label(s) taken from the folders' names.</source>
        <translation>
            <numerusform>%n label taken from the folders' names.</numerusform>
            <numerusform>%n labels taken from the folders' names.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left out.</source>
        <translation>
            <numerusform>%n left out.</numerusform>
            <numerusform>%n left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) are in the splits of their folders.</source>
        <translation>
            <numerusform>%n picture is in the split of its folder.</numerusform>
            <numerusform>%n pictures are in the splits of their folders.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) labelled.</source>
        <translation>
            <numerusform>%n picture labelled.</numerusform>
            <numerusform>%n pictures labelled.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) lie in train, validation or test folders.</source>
        <translation>
            <numerusform>%n picture lies in train, validation or test folders.</numerusform>
            <numerusform>%n pictures lie in train, validation or test folders.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n proposal(s)</source>
        <translation>
            <numerusform>%n proposal</numerusform>
            <numerusform>%n proposals</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>on %n picture(s).</source>
        <translation>
            <numerusform>on %n picture.</numerusform>
            <numerusform>on %n pictures.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SplitFindings</name>
    <message numerus="yes">
        <source>%n other finding(s)</source>
        <translation>
            <numerusform>%n other finding</numerusform>
            <numerusform>%n other findings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s): not checked by itself</source>
        <translation>
            <numerusform>%n picture: not checked by itself</numerusform>
            <numerusform>%n pictures: not checked by itself</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SplitWords</name>
    <message numerus="yes">
        <source>%n file(s) with the same bytes lie in {parts}.</source>
        <translation>
            <numerusform>%n file with the same bytes lies in {parts}.</numerusform>
            <numerusform>%n files with the same bytes lie in {parts}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n group(s) lie apart</source>
        <translation>
            <numerusform>%n group lies apart</numerusform>
            <numerusform>%n groups lie apart</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) of one folder lie in {parts}.</source>
        <translation>
            <numerusform>%n picture of one folder lies in {parts}.</numerusform>
            <numerusform>%n pictures of one folder lie in {parts}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) that look the same lie in {parts}.</source>
        <translation>
            <numerusform>%n picture that looks the same lies in {parts}.</numerusform>
            <numerusform>%n pictures that look the same lie in {parts}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n shot(s) of one burst lie in {parts}, {seconds} s apart.</source>
        <translation>
            <numerusform>%n shot of one burst lies in {parts}, {seconds} s apart.</numerusform>
            <numerusform>%n shots of one burst lie in {parts}, {seconds} s apart.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The split leaks: %n group(s)</source>
        <translation>
            <numerusform>The split leaks: %n group</numerusform>
            <numerusform>The split leaks: %n groups</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The split: %n remark(s)</source>
        <translation>
            <numerusform>The split: %n remark</numerusform>
            <numerusform>The split: %n remarks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{part}: %n picture(s) that differ, so a score of {score} may be off by {off}.</source>
        <translation>
            <numerusform>{part}: %n picture that differs, so a score of {score} may be off by {off}.</numerusform>
            <numerusform>{part}: %n pictures that differ, so a score of {score} may be off by {off}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StageRow</name>
    <message numerus="yes">
        <source>%n parameter(s)</source>
        <translation>
            <numerusform>%n parameter</numerusform>
            <numerusform>%n parameters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message numerus="yes">
        <source>%n label(s)</source>
        <translation>
            <numerusform>%n label</numerusform>
            <numerusform>%n labels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrainProblems</name>
    <message numerus="yes">
        <source>%n picture(s) have boxes of several labels but no label of their own: that is for a detector.</source>
        <translation>
            <numerusform>%n picture has boxes of several labels but no label of its own: that is for a detector.</numerusform>
            <numerusform>%n pictures have boxes of several labels but no label of their own: that is for a detector.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) have boxes: a detector could learn from them.</source>
        <translation>
            <numerusform>%n picture has boxes: a detector could learn from it.</numerusform>
            <numerusform>%n pictures have boxes: a detector could learn from them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) have labels of their own but no boxes: that is for a classifier.</source>
        <translation>
            <numerusform>%n picture has a label of its own but no boxes: that is for a classifier.</numerusform>
            <numerusform>%n pictures have labels of their own but no boxes: that is for a classifier.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) have labels of their own: a classifier could learn from them.</source>
        <translation>
            <numerusform>%n picture has a label of its own: a classifier could learn from it.</numerusform>
            <numerusform>%n pictures have labels of their own: a classifier could learn from them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) have several boxes: only the largest of each is learnt. A detector finds all.</source>
        <translation>
            <numerusform>%n picture has several boxes: only the largest is learnt. A detector finds all.</numerusform>
            <numerusform>%n pictures have several boxes: only the largest of each is learnt. A detector finds all.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) have several labels and stay out: this project means one a picture.</source>
        <translation>
            <numerusform>%n picture has several labels and stays out: this project means one a picture.</numerusform>
            <numerusform>%n pictures have several labels and stay out: this project means one a picture.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>None of the %n picture(s) is labelled yet: about twenty with boxes are a good start.</source>
        <translation>
            <numerusform>The %n picture is not labelled yet: about twenty with boxes are a good start.</numerusform>
            <numerusform>None of the %n pictures is labelled yet: about twenty with boxes are a good start.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“{label}” is in %n picture(s) only: it can hardly be learnt and scored.</source>
        <translation>
            <numerusform>“{label}” is in %n picture only: it can hardly be learnt and scored.</numerusform>
            <numerusform>“{label}” is in %n pictures only: it can hardly be learnt and scored.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrainWords</name>
    <message numerus="yes">
        <source>%n box(es)</source>
        <translation>
            <numerusform>%n box</numerusform>
            <numerusform>%n boxes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n label(s)</source>
        <translation>
            <numerusform>%n label</numerusform>
            <numerusform>%n labels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n look-alike group(s)</source>
        <translation>
            <numerusform>%n look-alike group</numerusform>
            <numerusform>%n look-alike groups</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) new, the rest kept</source>
        <translation>
            <numerusform>%n picture new, the rest kept</numerusform>
            <numerusform>%n pictures new, the rest kept</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TryPage</name>
    <message numerus="yes">
        <source>%n box(es)</source>
        <translation>
            <numerusform>%n box</numerusform>
            <numerusform>%n boxes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WalkWords</name>
    <message numerus="yes">
        <source>Sum of all products, over %n map(s)</source>
        <translation>
            <numerusform>Sum of all products, over %n map</numerusform>
            <numerusform>Sum of all products, over %n maps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WindowsPage</name>
    <message numerus="yes">
        <source>%n place(s)</source>
        <translation>
            <numerusform>%n place</numerusform>
            <numerusform>%n places</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message numerus="yes">
        <source>%n object(s)</source>
        <translation>
            <numerusform>%n object</numerusform>
            <numerusform>%n objects</numerusform>
        </translation>
    </message>
</context>
</TS>
