<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>AblationPanel</name>
    <message numerus="yes">
        <source>%n seed(s)</source>
        <translation>
            <numerusform>%n semilla</numerusform>
            <numerusform>%n semillas</numerusform>
        </translation>
    </message>
    <message>
        <source>A training runs: wait for its end.</source>
        <translation>Hay un entrenamiento en marcha: espera a que acabe.</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Cambio</translation>
    </message>
    <message>
        <source>Gathering the labels…</source>
        <translation>Reuniendo las etiquetas…</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Seguir</translation>
    </message>
    <message>
        <source>Helps or harms: beyond what the seeds' spread explains (95 %), and worth four pictures.</source>
        <translation>Ayuda o perjudica: más de lo que explica la dispersión de las semillas (95 %), y vale cuatro imágenes.</translation>
    </message>
    <message>
        <source>How often each row is trained. With more of them, smaller differences can be told from chance.</source>
        <translation>Cuántas veces se entrena cada fila. Con más, se distinguen del azar diferencias menores.</translation>
    </message>
    <message>
        <source>Its spread</source>
        <translation>Su dispersión</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Media</translation>
    </message>
    <message>
        <source>Mean of the differences to no change at all, seed by seed.</source>
        <translation>Media de las diferencias respecto a ningún cambio, semilla a semilla.</translation>
    </message>
    <message>
        <source>Nothing was compared yet.</source>
        <translation>Aún no se ha comparado nada.</translation>
    </message>
    <message>
        <source>Of the validation metric over the seeds.</source>
        <translation>De la métrica de validación sobre las semillas.</translation>
    </message>
    <message>
        <source>On {n} validation pictures.</source>
        <translation>Sobre {n} imágenes de validación.</translation>
    </message>
    <message>
        <source>Only what is switched on</source>
        <translation>Solo lo activado</translation>
    </message>
    <message>
        <source>Run ablation</source>
        <translation>Ejecutar ablación</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>Semillas</translation>
    </message>
    <message>
        <source>Show files</source>
        <translation>Ver archivos</translation>
    </message>
    <message>
        <source>Spread</source>
        <translation>Dispersión</translation>
    </message>
    <message>
        <source>Standard deviation of these differences.</source>
        <translation>Desviación típica de esas diferencias.</translation>
    </message>
    <message>
        <source>Standard deviation over the seeds.</source>
        <translation>Desviación típica sobre las semillas.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
    <message>
        <source>Stopped after {done} of {total} trainings.</source>
        <translation>Detenida tras {done} de {total} entrenamientos.</translation>
    </message>
    <message>
        <source>Stopping; what is done is kept.</source>
        <translation>Deteniendo; lo hecho se conserva.</translation>
    </message>
    <message>
        <source>To none</source>
        <translation>Respecto a nada</translation>
    </message>
    <message>
        <source>Trains once without any change, then with one at a time, each with every seed, and compares the validation metric. The test pictures are not looked at.</source>
        <translation>Entrena una vez sin cambios y luego con uno cada vez, cada cual con todas las semillas, y compara la métrica de validación. Las imágenes de prueba no se miran.</translation>
    </message>
    <message>
        <source>Validation metric of each change</source>
        <translation>Métrica de validación de cada cambio</translation>
    </message>
    <message>
        <source>What each change comes to</source>
        <translation>Qué resulta de cada cambio</translation>
    </message>
    <message>
        <source>{done} of {total} trainings</source>
        <translation>{done} de {total} entrenamientos</translation>
    </message>
    <message>
        <source>{metric} on validation</source>
        <translation>{metric} en validación</translation>
    </message>
</context>
<context>
    <name>AblationWords</name>
    <message>
        <source>harms</source>
        <translation>perjudica</translation>
    </message>
    <message>
        <source>helps</source>
        <translation>ayuda</translation>
    </message>
    <message>
        <source>to compare with</source>
        <translation>para comparar</translation>
    </message>
    <message>
        <source>within chance</source>
        <translation>dentro del azar</translation>
    </message>
    <message>
        <source>{name}: {mean}, spread {spread}.</source>
        <translation>{name}: {mean}, dispersión {spread}.</translation>
    </message>
    <message>
        <source>{name}: {mean}, spread {spread}; {difference} to none: {verdict}.</source>
        <translation>{name}: {mean}, dispersión {spread}; {difference} respecto a nada: {verdict}.</translation>
    </message>
</context>
<context>
    <name>AboutPage</name>
    <message>
        <source>About</source>
        <translation>Acerca de</translation>
    </message>
    <message>
        <source>Built on</source>
        <translation>Hecho con</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copiado</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Copy the versions</source>
        <translation>Copiar las versiones</translation>
    </message>
    <message>
        <source>Draw boxes on your pictures; a model learns from them on this computer, while you watch.</source>
        <translation>Dibuja cajas en tus imágenes; un modelo aprende de ellas en este equipo, mientras miras.</translation>
    </message>
    <message>
        <source>Licence of {name}</source>
        <translation>Licencia de {name}</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>Licencias</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Leyendo…</translation>
    </message>
    <message>
        <source>System</source>
        <translation>Sistema</translation>
    </message>
    <message>
        <source>Text of the licence</source>
        <translation>Texto de la licencia</translation>
    </message>
    <message>
        <source>This copy of Vistazo was not installed as a package, so there is no list.</source>
        <translation>Esta copia de Vistazo no se instaló como paquete, así que no hay lista.</translation>
    </message>
    <message>
        <source>see the package</source>
        <translation>véase el paquete</translation>
    </message>
</context>
<context>
    <name>Advanced</name>
    <message>
        <source>All choices…</source>
        <translation>Todas las opciones…</translation>
    </message>
    <message>
        <source>Back to the usual</source>
        <translation>Volver a lo habitual</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>Bloques</translation>
    </message>
    <message>
        <source>Blocks of the second phase</source>
        <translation>Bloques de la segunda fase</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Épocas</translation>
    </message>
    <message>
        <source>Input size</source>
        <translation>Tamaño de entrada</translation>
    </message>
    <message>
        <source>Many trainings with different choices, and which of them was best</source>
        <translation>Muchos entrenamientos con opciones distintas, y cuál de ellos fue el mejor</translation>
    </message>
    <message>
        <source>More choices</source>
        <translation>Más opciones</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Receta</translation>
    </message>
    <message>
        <source>Recipe (TOML): what it names is changed, the rest stays as usual</source>
        <translation>Receta (TOML): cambia lo que nombra, el resto queda como siempre</translation>
    </message>
    <message>
        <source>Search for better settings…</source>
        <translation>Buscar mejores ajustes…</translation>
    </message>
    <message>
        <source>Second phase</source>
        <translation>Segunda fase</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Semilla</translation>
    </message>
    <message>
        <source>The whole recipe as a form: every choice, explained</source>
        <translation>Toda la receta como formulario: cada opción, explicada</translation>
    </message>
    <message>
        <source>Then unfreeze the top blocks</source>
        <translation>Después, descongelar los bloques superiores</translation>
    </message>
    <message>
        <source>as usual</source>
        <translation>lo habitual</translation>
    </message>
    <message>
        <source>chosen for you</source>
        <translation>elegido por Vistazo</translation>
    </message>
    <message>
        <source>{n} pixels</source>
        <translation>{n} píxeles</translation>
    </message>
</context>
<context>
    <name>AnchorsPage</name>
    <message>
        <source>100 × 50 with ×1.5 and ×0.9: 150 × 45</source>
        <translation>100 × 50 con ×1,5 y ×0,9: 150 × 45</translation>
    </message>
    <message>
        <source>5 anchors and 20 classes: 45 numbers a cell</source>
        <translation>5 anclas y 20 clases: 45 números por celda</translation>
    </message>
    <message>
        <source>A box from an anchor</source>
        <translation>Una caja a partir de un ancla</translation>
    </message>
    <message>
        <source>All boxes of the project, as in a picture 416 pixels wide or high.</source>
        <translation>Todas las cajas del proyecto, como en una imagen de 416 píxeles de ancho o de alto.</translation>
    </message>
    <message>
        <source>Anchor height</source>
        <translation>Alto del ancla</translation>
    </message>
    <message>
        <source>Anchor width</source>
        <translation>Ancho del ancla</translation>
    </message>
    <message>
        <source>Anchors</source>
        <translation>Anclas</translation>
    </message>
    <message>
        <source>Another number draws other boxes to begin with.</source>
        <translation>Con otro número se empieza por otras cajas.</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>Cajas</translation>
    </message>
    <message>
        <source>Boxes by width and height</source>
        <translation>Las cajas según su ancho y su alto</translation>
    </message>
    <message>
        <source>Example</source>
        <translation>Ejemplo</translation>
    </message>
    <message>
        <source>Factor of the height</source>
        <translation>Factor del alto</translation>
    </message>
    <message>
        <source>Factor of the width</source>
        <translation>Factor del ancho</translation>
    </message>
    <message>
        <source>First guess</source>
        <translation>Primer intento</translation>
    </message>
    <message>
        <source>Height of the anchor</source>
        <translation>Alto del ancla</translation>
    </message>
    <message>
        <source>Height ×</source>
        <translation>Alto ×</translation>
    </message>
    <message>
        <source>How many shapes are looked for.</source>
        <translation>Cuántas formas se buscan.</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Etiquetas</translation>
    </message>
    <message>
        <source>Mean IoU with the own anchor</source>
        <translation>IoU media con su ancla</translation>
    </message>
    <message>
        <source>My project</source>
        <translation>Mi proyecto</translation>
    </message>
    <message>
        <source>Number of anchors</source>
        <translation>Número de anclas</translation>
    </message>
    <message>
        <source>Number of labels</source>
        <translation>Número de etiquetas</translation>
    </message>
    <message>
        <source>Numbers a cell</source>
        <translation>Números por celda</translation>
    </message>
    <message>
        <source>Round {n} of {all}; the best was round {best}. {boxes} boxes.</source>
        <translation>Ronda {n} de {all}; la mejor fue la {best}. {boxes} cajas.</translation>
    </message>
    <message>
        <source>Small dots are boxes, large dots the anchors. Here the anchors lie over each other as boxes:</source>
        <translation>Los puntos pequeños son cajas; los grandes, las anclas. Aquí las anclas, unas sobre otras, como cajas:</translation>
    </message>
    <message>
        <source>The anchors as boxes</source>
        <translation>Las anclas como cajas</translation>
    </message>
    <message>
        <source>The boxes of your project, 5 anchors</source>
        <translation>Las cajas de tu proyecto, 5 anclas</translation>
    </message>
    <message>
        <source>The network says the logarithm of this factor.</source>
        <translation>La red dice el logaritmo de este factor.</translation>
    </message>
    <message>
        <source>The project has no boxes yet. Draw some in Label.</source>
        <translation>El proyecto aún no tiene cajas. Dibuja algunas en Etiquetar.</translation>
    </message>
    <message>
        <source>Three groups of boxes, three anchors</source>
        <translation>Tres grupos de cajas, tres anclas</translation>
    </message>
    <message>
        <source>Which few shapes stand best for all boxes? Each box goes to the anchor it is most like, each anchor to the mean of its boxes, round by round, until nothing changes. Press play.</source>
        <translation>¿Qué pocas formas representan mejor todas las cajas? Cada caja va al ancla más parecida y cada ancla a la media de sus cajas, ronda a ronda, hasta que nada cambia. Pulsa reproducir.</translation>
    </message>
    <message>
        <source>Width of the anchor</source>
        <translation>Ancho del ancla</translation>
    </message>
    <message>
        <source>Width ×</source>
        <translation>Ancho ×</translation>
    </message>
    <message>
        <source>{anchors} · (4 + 1) + {labels} = {count}</source>
        <translation>{anchors} · (4 + 1) + {labels} = {count}</translation>
    </message>
</context>
<context>
    <name>AnnotationPanel</name>
    <message>
        <source>A folder for each split</source>
        <translation>Una carpeta para cada partición</translation>
    </message>
    <message>
        <source>A text file for each picture and a data.yaml, as YOLO trainers want them.</source>
        <translation>Un archivo de texto por imagen y un data.yaml, como los quieren los programas YOLO.</translation>
    </message>
    <message>
        <source>An XML file for each picture, as the Pascal VOC challenge has them.</source>
        <translation>Un archivo XML por imagen, como en el reto Pascal VOC.</translation>
    </message>
    <message>
        <source>Annotations</source>
        <translation>Anotaciones</translation>
    </message>
    <message>
        <source>Copy the pictures</source>
        <translation>Copiar las imágenes</translation>
    </message>
    <message>
        <source>Export the annotations</source>
        <translation>Exportar las anotaciones</translation>
    </message>
    <message>
        <source>Giving pictures their place in the split</source>
        <translation>Dando a las imágenes su partición</translation>
    </message>
    <message>
        <source>Makes: {files}</source>
        <translation>Crea: {files}</translation>
    </message>
    <message>
        <source>One JSON file with everything. Read by nearly every trainer and labelling tool.</source>
        <translation>Un solo archivo JSON con todo. Lo leen casi todos los programas de entrenar y etiquetar.</translation>
    </message>
    <message>
        <source>Reading the annotations</source>
        <translation>Leyendo las anotaciones</translation>
    </message>
    <message>
        <source>The export was stopped; nothing stays behind.</source>
        <translation>La exportación se ha parado; no queda ningún resto.</translation>
    </message>
    <message>
        <source>What this format cannot hold</source>
        <translation>Lo que este formato no admite</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Dónde</translation>
    </message>
    <message>
        <source>Without copies a trainer must be told where your pictures are.</source>
        <translation>Sin copias hay que indicar al programa dónde están tus imágenes.</translation>
    </message>
    <message>
        <source>Writing: {done} of {total} pictures</source>
        <translation>Escribiendo: {done} de {total} imágenes</translation>
    </message>
    <message>
        <source>train, val and test as in your trainings. Pictures that have no place yet get one now.</source>
        <translation>train, val y test como en tus entrenamientos. Las imágenes que aún no tienen partición la reciben ahora.</translation>
    </message>
    <message>
        <source>{taken} of {all} pictures are labelled or verified: these are exported.</source>
        <translation>{taken} de {all} imágenes están etiquetadas o verificadas: esas se exportan.</translation>
    </message>
</context>
<context>
    <name>AnnotationReport</name>
    <message numerus="yes">
        <source>%n annotation(s)</source>
        <translation>
            <numerusform>%n anotación</numerusform>
            <numerusform>%n anotaciones</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n annotation(s) could not be taken as they are.</source>
        <translation>
            <numerusform>%n anotación no se pudo tomar tal cual.</numerusform>
            <numerusform>%n anotaciones no se pudieron tomar tal cual.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n imagen</numerusform>
            <numerusform>%n imágenes</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Copiar la ruta</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>Copiar el informe</translation>
    </message>
    <message>
        <source>Not everything could be taken as it is.</source>
        <translation>No todo se pudo tomar tal cual.</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Abrir la carpeta</translation>
    </message>
    <message>
        <source>The exported annotations</source>
        <translation>Las anotaciones exportadas</translation>
    </message>
    <message>
        <source>test</source>
        <translation>prueba</translation>
    </message>
    <message>
        <source>train</source>
        <translation>aprendizaje</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>validación</translation>
    </message>
    <message>
        <source>{count} × {reason} (first: {file})</source>
        <translation>{count} × {reason} (la primera: {file})</translation>
    </message>
    <message>
        <source>{pictures} and {annotations} were written.</source>
        <translation>Se han escrito {pictures} y {annotations}.</translation>
    </message>
</context>
<context>
    <name>AnswerBars</name>
    <message>
        <source>Answers</source>
        <translation>Respuestas</translation>
    </message>
</context>
<context>
    <name>AnswerBubble</name>
    <message>
        <source>Close the answer  ·  Esc</source>
        <translation>Cerrar la respuesta  ·  Esc</translation>
    </message>
    <message>
        <source>Learn more: a lesson</source>
        <translation>Aprende más: una lección</translation>
    </message>
    <message>
        <source>Try it in the Lab</source>
        <translation>Pruébalo en el laboratorio</translation>
    </message>
</context>
<context>
    <name>AnswerView</name>
    <message>
        <source>Answer</source>
        <translation>Respuesta</translation>
    </message>
</context>
<context>
    <name>AnswersPage</name>
    <message>
        <source>Asking the network…</source>
        <translation>Preguntando a la red…</translation>
    </message>
    <message>
        <source>Copy the answers</source>
        <translation>Copiar las respuestas</translation>
    </message>
    <message>
        <source>Each label is scored by itself: the scores do not add up to 100 %.</source>
        <translation>Cada etiqueta se puntúa por separado: las puntuaciones no suman 100 %.</translation>
    </message>
    <message>
        <source>It was shown {preparation}.</source>
        <translation>Se le mostró {preparation}.</translation>
    </message>
    <message numerus="yes">
        <source>Out of %n label(s) that it was taught.</source>
        <translation>
            <numerusform>De %n etiqueta que le enseñaron.</numerusform>
            <numerusform>De %n etiquetas que le enseñaron.</numerusform>
        </translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>{network} says: {label}, {score}</source>
        <translation>{network} dice: {label}, {score}</translation>
    </message>
</context>
<context>
    <name>Asking</name>
    <message>
        <source>Import annotations: COCO, Pascal VOC or YOLO</source>
        <translation>Importar anotaciones: COCO, Pascal VOC o YOLO</translation>
    </message>
    <message>
        <source>Import annotations: the folder of their files</source>
        <translation>Importar anotaciones: la carpeta de sus archivos</translation>
    </message>
    <message>
        <source>Where does {folder} lie now?</source>
        <translation>¿Dónde está ahora {folder}?</translation>
    </message>
</context>
<context>
    <name>AugmentCard</name>
    <message>
        <source>Augmentation…</source>
        <translation>Aumento de datos…</translation>
    </message>
    <message>
        <source>How training pictures are varied, seen on yours, and which of it helps</source>
        <translation>Cómo varían las imágenes de entrenamiento, visto en las tuyas, y qué de ello ayuda</translation>
    </message>
    <message>
        <source>Training pictures are varied</source>
        <translation>Variación de las imágenes de entrenamiento</translation>
    </message>
</context>
<context>
    <name>AugmentWords</name>
    <message>
        <source>All together</source>
        <translation>Todo junto</translation>
    </message>
    <message>
        <source>At most ±</source>
        <translation>Como mucho ±</translation>
    </message>
    <message>
        <source>Blur</source>
        <translation>Desenfocar</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>Brillo</translation>
    </message>
    <message>
        <source>Colourfulness</source>
        <translation>Colorido</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Contraste</translation>
    </message>
    <message>
        <source>Degrees, at most ±</source>
        <translation>Grados, como mucho ±</translation>
    </message>
    <message>
        <source>Digits and letters</source>
        <translation>Cifras y letras</translation>
    </message>
    <message>
        <source>Factor, at most</source>
        <translation>Factor, como mucho</translation>
    </message>
    <message>
        <source>Hue</source>
        <translation>Tono</translation>
    </message>
    <message>
        <source>Largest zoom</source>
        <translation>Ampliación máxima</translation>
    </message>
    <message>
        <source>Least part that is left</source>
        <translation>Parte mínima que queda</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Ligera</translation>
    </message>
    <message>
        <source>Mirror left and right</source>
        <translation>Reflejar izquierda y derecha</translation>
    </message>
    <message>
        <source>Mirror top and bottom</source>
        <translation>Reflejar arriba y abajo</translation>
    </message>
    <message>
        <source>Move, share of the room</source>
        <translation>Desplazar, parte del margen</translation>
    </message>
    <message>
        <source>No change</source>
        <translation>Sin cambios</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>Ruido</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Ninguna</translation>
    </message>
    <message>
        <source>Random crop</source>
        <translation>Recorte al azar</translation>
    </message>
    <message>
        <source>Rotate</source>
        <translation>Girar</translation>
    </message>
    <message>
        <source>Share of moved views</source>
        <translation>Vistas desplazadas</translation>
    </message>
    <message>
        <source>Share of views</source>
        <translation>Fracción de vistas</translation>
    </message>
    <message>
        <source>Share of zoomed views</source>
        <translation>Vistas ampliadas</translation>
    </message>
    <message>
        <source>Sharpen</source>
        <translation>Enfocar</translation>
    </message>
    <message>
        <source>Smallest zoom</source>
        <translation>Ampliación mínima</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>Estándar</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>Fuerza</translation>
    </message>
    <message>
        <source>Stretch and squeeze</source>
        <translation>Estirar y encoger</translation>
    </message>
    <message>
        <source>Strong</source>
        <translation>Fuerte</translation>
    </message>
    <message>
        <source>Your own</source>
        <translation>La tuya</translation>
    </message>
    <message>
        <source>Zoom and move</source>
        <translation>Ampliar y desplazar</translation>
    </message>
</context>
<context>
    <name>BackboneDetail</name>
    <message>
        <source>A network of your own, layer by layer</source>
        <translation>Una red propia, capa por capa</translation>
    </message>
    <message>
        <source>All networks…</source>
        <translation>Todas las redes…</translation>
    </message>
    <message>
        <source>Backbone</source>
        <translation>Red base</translation>
    </message>
    <message>
        <source>Choose for me</source>
        <translation>Elegir por mí</translation>
    </message>
    <message>
        <source>Compose one…</source>
        <translation>Componer una…</translation>
    </message>
    <message>
        <source>Every network with its idea, size, speed and licence; what is in it</source>
        <translation>Cada red con su idea, tamaño, velocidad y licencia; qué lleva dentro</translation>
    </message>
    <message>
        <source>The download was stopped; it goes on where it was.</source>
        <translation>La descarga se paró; seguirá donde estaba.</translation>
    </message>
    <message>
        <source>The frozen part that has seen a million photos. Larger ones take longer and often see more.</source>
        <translation>La parte congelada que ya ha visto un millón de fotos. Las mayores tardan más y suelen ver más.</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Pesos</translation>
    </message>
    <message>
        <source>Weights from {file}</source>
        <translation>Pesos de {file}</translation>
    </message>
    <message>
        <source>Weights of {name}</source>
        <translation>Pesos de {name}</translation>
    </message>
</context>
<context>
    <name>BackboneRow</name>
    <message>
        <source>Download of {name}</source>
        <translation>Descarga de {name}</translation>
    </message>
    <message>
        <source>Download {size}</source>
        <translation>Descargar {size}</translation>
    </message>
    <message>
        <source>From file…</source>
        <translation>De un archivo…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>downloading its weights</source>
        <translation>descargando sus pesos</translation>
    </message>
    <message>
        <source>learns whole, needs no weights</source>
        <translation>aprende entera, no necesita pesos</translation>
    </message>
    <message>
        <source>weights are not on this computer</source>
        <translation>los pesos no están en este equipo</translation>
    </message>
    <message>
        <source>{n} million parameters · {size} px</source>
        <translation>{n} M de parámetros · {size} px</translation>
    </message>
</context>
<context>
    <name>Background</name>
    <message>
        <source>Vistazo made a mistake of its own ({error}) and gave this up.</source>
        <translation>Vistazo cometió un error propio ({error}) y dejó esto sin hacer.</translation>
    </message>
    <message>
        <source>Your work is on disk. Try again; the report that is shown tells us what to mend.</source>
        <translation>Tu trabajo está en el disco. Inténtalo de nuevo; el informe que se muestra nos dice qué arreglar.</translation>
    </message>
</context>
<context>
    <name>Badge</name>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
</context>
<context>
    <name>BeliefChart</name>
    <message>
        <source>Share of right answers over their score</source>
        <translation>Proporción de respuestas correctas según su puntuación</translation>
    </message>
    <message>
        <source>score of the answers</source>
        <translation>puntuación de las respuestas</translation>
    </message>
</context>
<context>
    <name>BlockDrawing</name>
    <message>
        <source>Input</source>
        <translation>Entrada</translation>
    </message>
</context>
<context>
    <name>BrowserActions</name>
    <message>
        <source>Filter pictures</source>
        <translation>Filtrar imágenes</translation>
    </message>
    <message>
        <source>Label pictures with key {key}</source>
        <translation>Etiquetar imágenes con la tecla {key}</translation>
    </message>
    <message>
        <source>Mark chosen pictures as verified, or not</source>
        <translation>Marcar las elegidas como verificadas, o no</translation>
    </message>
    <message>
        <source>Mark empty pictures as verified</source>
        <translation>Marcar imágenes vacías como verificadas</translation>
    </message>
    <message>
        <source>Next picture</source>
        <translation>Imagen siguiente</translation>
    </message>
    <message>
        <source>Open the picture</source>
        <translation>Abrir la imagen</translation>
    </message>
    <message>
        <source>Previous picture</source>
        <translation>Imagen anterior</translation>
    </message>
    <message>
        <source>Propose for chosen pictures</source>
        <translation>Proponer en las imágenes elegidas</translation>
    </message>
    <message>
        <source>Select all pictures</source>
        <translation>Elegir todas las imágenes</translation>
    </message>
    <message>
        <source>Show pictures as grid or list</source>
        <translation>Ver imágenes en cuadrícula o lista</translation>
    </message>
    <message>
        <source>Skip chosen pictures, or not</source>
        <translation>Omitir las elegidas, o no</translation>
    </message>
    <message>
        <source>Take labels from chosen pictures</source>
        <translation>Quitar etiquetas a las elegidas</translation>
    </message>
</context>
<context>
    <name>BrowserPanel</name>
    <message>
        <source>New pictures</source>
        <translation>Imágenes nuevas</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Imágenes</translation>
    </message>
    <message>
        <source>Show all pictures</source>
        <translation>Ver todas las imágenes</translation>
    </message>
</context>
<context>
    <name>Builder</name>
    <message>
        <source>0.5 leaves half of the numbers out</source>
        <translation>0,5 deja fuera la mitad de los números</translation>
    </message>
    <message>
        <source>A bent curve for every number: without one, layers in a row are no more than one.</source>
        <translation>Una curva doblada para cada número: sin ella, varias capas seguidas no son más que una.</translation>
    </message>
    <message>
        <source>A filter of its own for each map; the maps are not mixed, so it costs little.</source>
        <translation>Un filtro propio para cada mapa; los mapas no se mezclan, así que cuesta poco.</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>Activación</translation>
    </message>
    <message>
        <source>Alpha</source>
        <translation>Alfa</translation>
    </message>
    <message>
        <source>Batch normalisation</source>
        <translation>Normalización por lotes</translation>
    </message>
    <message>
        <source>Beta</source>
        <translation>Beta</translation>
    </message>
    <message>
        <source>Bias</source>
        <translation>Sesgo</translation>
    </message>
    <message>
        <source>Brings each map to mean 0 and deviation 1 over the batch, then scales and shifts it.</source>
        <translation>Lleva cada mapa a media 0 y desviación 1 en el lote, y luego lo escala y desplaza.</translation>
    </message>
    <message>
        <source>Convolution</source>
        <translation>Convolución</translation>
    </message>
    <message>
        <source>Dense</source>
        <translation>Densa (dense)</translation>
    </message>
    <message>
        <source>Depthwise convolution</source>
        <translation>Convolución por canal</translation>
    </message>
    <message>
        <source>Depthwise, then a 1×1 convolution that mixes the maps, as in Xception.</source>
        <translation>Por canal, y después una convolución 1×1 que mezcla los mapas, como en Xception.</translation>
    </message>
    <message>
        <source>Dilation</source>
        <translation>Dilatación</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>Dropout (abandono)</translation>
    </message>
    <message>
        <source>Each unit sums all numbers, each times a weight of its own. The last one is the classifier.</source>
        <translation>Cada unidad suma todos los números, cada uno por un peso propio. La última es el clasificador.</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filtros</translation>
    </message>
    <message>
        <source>Flatten</source>
        <translation>Aplanar (flatten)</translation>
    </message>
    <message>
        <source>Function</source>
        <translation>Función</translation>
    </message>
    <message>
        <source>Global average</source>
        <translation>Media global</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Grupos</translation>
    </message>
    <message>
        <source>How many maps each map becomes</source>
        <translation>En cuántos mapas se convierte cada mapa</translation>
    </message>
    <message>
        <source>How many maps it makes</source>
        <translation>Cuántos mapas hace</translation>
    </message>
    <message>
        <source>How many neighbouring maps count</source>
        <translation>Cuántos mapas vecinos cuentan</translation>
    </message>
    <message>
        <source>How many sums; those of the last layer become as many as there are labels</source>
        <translation>Cuántas sumas; las de la última capa serán tantas como etiquetas haya</translation>
    </message>
    <message>
        <source>Keeps one number of each window: the maps shrink, nothing is learnt.</source>
        <translation>Guarda un número de cada ventana: los mapas encogen y no se aprende nada.</translation>
    </message>
    <message>
        <source>Keeps the</source>
        <translation>Guarda</translation>
    </message>
    <message>
        <source>Kernel</source>
        <translation>Núcleo</translation>
    </message>
    <message>
        <source>Layer {number}: {problem}</source>
        <translation>Capa {number}: {problem}</translation>
    </message>
    <message>
        <source>Leaves numbers out at random while it learns, against learning by heart.</source>
        <translation>Deja fuera números al azar mientras aprende, contra el aprender de memoria.</translation>
    </message>
    <message>
        <source>Local response normalisation</source>
        <translation>Normalización local (LRN)</translation>
    </message>
    <message>
        <source>Maps are shared out over so many convolutions side by side</source>
        <translation>Los mapas se reparten entre tantas convoluciones paralelas</translation>
    </message>
    <message>
        <source>Maps per map</source>
        <translation>Mapas por mapa</translation>
    </message>
    <message>
        <source>One more number for each map, added to its sums</source>
        <translation>Un número más para cada mapa, que se añade a sus sumas</translation>
    </message>
    <message>
        <source>Padding</source>
        <translation>Relleno</translation>
    </message>
    <message>
        <source>Pixels between two places of the filter: 2 halves the maps</source>
        <translation>Píxeles entre dos posiciones del filtro: 2 reduce los mapas a la mitad</translation>
    </message>
    <message>
        <source>Pixels from one weight of the filter to the next: it sees farther with the same weights</source>
        <translation>Píxeles de un peso del filtro al siguiente: ve más lejos con los mismos pesos</translation>
    </message>
    <message>
        <source>Pixels of a filter: 3, or 3×5 for height × width</source>
        <translation>Píxeles de un filtro: 3, o 3×5 para alto × ancho</translation>
    </message>
    <message>
        <source>Pixels of a window: 2, or 2×3 for height × width</source>
        <translation>Píxeles de una ventana: 2, o 2×3 para alto × ancho</translation>
    </message>
    <message>
        <source>Pooling</source>
        <translation>Agrupación (pooling)</translation>
    </message>
    <message>
        <source>Separable convolution</source>
        <translation>Convolución separable</translation>
    </message>
    <message>
        <source>Share left out</source>
        <translation>Parte que se omite</translation>
    </message>
    <message>
        <source>Slides small filters over the maps; each filter makes one new map.</source>
        <translation>Desliza filtros pequeños sobre los mapas; cada filtro hace un mapa nuevo.</translation>
    </message>
    <message>
        <source>Steps between windows, in pixels; 0 for the window's own size</source>
        <translation>Pasos entre ventanas, en píxeles; 0 para el tamaño de la ventana</translation>
    </message>
    <message>
        <source>Stride</source>
        <translation>Paso</translation>
    </message>
    <message>
        <source>Strong answers dampen those of neighbouring maps, as in AlexNet.</source>
        <translation>Las respuestas fuertes atenúan las de los mapas vecinos, como en AlexNet.</translation>
    </message>
    <message>
        <source>The average of every map: a short row of numbers, whatever the maps' size.</source>
        <translation>La media de cada mapa: una fila corta de números, sea cual sea su tamaño.</translation>
    </message>
    <message>
        <source>The curve; relu is the usual one</source>
        <translation>La curva; relu es la habitual</translation>
    </message>
    <message>
        <source>The maps as one long row of numbers, which a dense layer can read.</source>
        <translation>Los mapas como una larga fila de números, que una capa densa puede leer.</translation>
    </message>
    <message>
        <source>The way back of a convolution: the maps grow.</source>
        <translation>El camino inverso de una convolución: los mapas crecen.</translation>
    </message>
    <message>
        <source>Transposed convolution</source>
        <translation>Convolución transpuesta</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>Unidades</translation>
    </message>
    <message>
        <source>What is kept of each window</source>
        <translation>Qué se guarda de cada ventana</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Ventana</translation>
    </message>
    <message>
        <source>k</source>
        <translation>k</translation>
    </message>
    <message>
        <source>padding {n}</source>
        <translation>relleno {n}</translation>
    </message>
    <message>
        <source>stride {n}</source>
        <translation>paso {n}</translation>
    </message>
    <message>
        <source>valid: none; same: the maps keep their size at stride 1; or pixels on every side</source>
        <translation>valid: ninguno; same: los mapas conservan su tamaño con paso 1; o píxeles en cada lado</translation>
    </message>
    <message>
        <source>{n} filters of {kernel}</source>
        <translation>{n} filtros de {kernel}</translation>
    </message>
    <message>
        <source>{n} units</source>
        <translation>{n} unidades</translation>
    </message>
</context>
<context>
    <name>BuilderPage</name>
    <message>
        <source>Add a convolution</source>
        <translation>Añadir una convolución</translation>
    </message>
    <message>
        <source>Add behind it</source>
        <translation>Añadir detrás</translation>
    </message>
    <message>
        <source>Add the first one at the right, or begin with a network above.</source>
        <translation>Añade la primera a la derecha, o empieza con una red de arriba.</translation>
    </message>
    <message>
        <source>Add: {layer}</source>
        <translation>Añadir: {layer}</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Lote</translation>
    </message>
    <message>
        <source>Begin with</source>
        <translation>Empezar con</translation>
    </message>
    <message>
        <source>CIFAR-10 tutorial</source>
        <translation>Tutorial de CIFAR-10</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>Canales</translation>
    </message>
    <message>
        <source>Compose a network</source>
        <translation>Componer una red</translation>
    </message>
    <message>
        <source>Double this layer</source>
        <translation>Duplicar esta capa</translation>
    </message>
    <message>
        <source>Each layer with its memory, as a table to copy or save</source>
        <translation>Cada capa con su memoria, como tabla para copiar o guardar</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Entrada</translation>
    </message>
    <message>
        <source>Input height</source>
        <translation>Alto de la entrada</translation>
    </message>
    <message>
        <source>Input width</source>
        <translation>Ancho de la entrada</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>Inspeccionar</translation>
    </message>
    <message>
        <source>Lecture deck</source>
        <translation>Diapositivas del curso</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Bajar</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Subir</translation>
    </message>
    <message>
        <source>My network</source>
        <translation>Mi red</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Name of the network</source>
        <translation>Nombre de la red</translation>
    </message>
    <message>
        <source>Networks</source>
        <translation>Redes</translation>
    </message>
    <message>
        <source>No layers yet</source>
        <translation>Aún no hay capas</translation>
    </message>
    <message>
        <source>Open a network</source>
        <translation>Abrir una red</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Abrir…</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Rehacer</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>Save the network</source>
        <translation>Guardar la red</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Guardar…</translation>
    </message>
    <message>
        <source>Take the layers of a file (TOML or JSON)</source>
        <translation>Tomar las capas de un archivo (TOML o JSON)</translation>
    </message>
    <message>
        <source>The network is in {file}.</source>
        <translation>La red está en {file}.</translation>
    </message>
    <message>
        <source>The next training learns this network, whole, from random weights</source>
        <translation>El próximo entrenamiento aprende esta red, entera, desde pesos al azar</translation>
    </message>
    <message>
        <source>Train this</source>
        <translation>Entrenar esta</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>Write the layers into a file, for vistazo train --network or another project</source>
        <translation>Escribir las capas en un archivo, para vistazo train --network u otro proyecto</translation>
    </message>
    <message>
        <source>colour</source>
        <translation>color</translation>
    </message>
    <message>
        <source>grey</source>
        <translation>gris</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nada</translation>
    </message>
    <message>
        <source>your own</source>
        <translation>la tuya</translation>
    </message>
</context>
<context>
    <name>CanvasActions</name>
    <message>
        <source>Accept all proposals</source>
        <translation>Aceptar todas las propuestas</translation>
    </message>
    <message>
        <source>Accept this proposal</source>
        <translation>Aceptar esta propuesta</translation>
    </message>
    <message>
        <source>Boxes of the previous picture</source>
        <translation>Cajas de la imagen anterior</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Borrar</translation>
    </message>
    <message>
        <source>Draw boxes</source>
        <translation>Dibujar cajas</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplicar</translation>
    </message>
    <message>
        <source>Find or make a label…</source>
        <translation>Buscar o crear una etiqueta…</translation>
    </message>
    <message>
        <source>Fit picture</source>
        <translation>Ajustar la imagen</translation>
    </message>
    <message>
        <source>Hide or show boxes</source>
        <translation>Ocultar o mostrar las cajas</translation>
    </message>
    <message>
        <source>Label the whole picture with key {key}</source>
        <translation>Etiquetar la imagen con la tecla {key}</translation>
    </message>
    <message>
        <source>Label with key {key}</source>
        <translation>Etiquetar con la tecla {key}</translation>
    </message>
    <message>
        <source>Mark as verified, or not</source>
        <translation>Marcar como verificada, o no</translation>
    </message>
    <message>
        <source>Move by {pixels} px</source>
        <translation>Mover {pixels} px</translation>
    </message>
    <message>
        <source>Next object</source>
        <translation>Objeto siguiente</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Pegar</translation>
    </message>
    <message>
        <source>Previous object</source>
        <translation>Objeto anterior</translation>
    </message>
    <message>
        <source>Propose for this picture</source>
        <translation>Proponer en esta imagen</translation>
    </message>
    <message>
        <source>Reject proposals</source>
        <translation>Rechazar propuestas</translation>
    </message>
    <message>
        <source>Repeat the last box</source>
        <translation>Repetir la última caja</translation>
    </message>
    <message>
        <source>Resize by {pixels} px</source>
        <translation>Cambiar el tamaño {pixels} px</translation>
    </message>
    <message>
        <source>Select all boxes</source>
        <translation>Elegir todas las cajas</translation>
    </message>
    <message>
        <source>Select and move boxes</source>
        <translation>Elegir y mover cajas</translation>
    </message>
    <message>
        <source>Show fewer proposals</source>
        <translation>Ver menos propuestas</translation>
    </message>
    <message>
        <source>Show more proposals</source>
        <translation>Ver más propuestas</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Acercar</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Alejar</translation>
    </message>
    <message>
        <source>Zoom to 100 %</source>
        <translation>Zoom al 100 %</translation>
    </message>
</context>
<context>
    <name>CanvasMenu</name>
    <message>
        <source>Label</source>
        <translation>Etiqueta</translation>
    </message>
    <message>
        <source>Label of the whole picture</source>
        <translation>Etiqueta de la imagen</translation>
    </message>
</context>
<context>
    <name>CanvasPanel</name>
    <message>
        <source>Canvas</source>
        <translation>Lienzo</translation>
    </message>
</context>
<context>
    <name>CanvasSpeech</name>
    <message numerus="yes">
        <source>%n box(es)</source>
        <translation>
            <numerusform>%n caja</numerusform>
            <numerusform>%n cajas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n box(es) chosen</source>
        <translation>
            <numerusform>%n caja elegida</numerusform>
            <numerusform>%n cajas elegidas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n proposal(s)</source>
        <translation>
            <numerusform>%n propuesta</numerusform>
            <numerusform>%n propuestas</numerusform>
        </translation>
    </message>
    <message>
        <source>Canvas, no picture</source>
        <translation>Lienzo, sin imagen</translation>
    </message>
    <message>
        <source>Chosen: proposal {label}, score {score}, {place}</source>
        <translation>Elegida: propuesta {label}, puntuación {score}, {place}</translation>
    </message>
    <message>
        <source>Chosen: {label}, {place}</source>
        <translation>Elegida: {label}, {place}</translation>
    </message>
    <message>
        <source>Picture {name}, {width} × {height}</source>
        <translation>Imagen {name}, {width} × {height}</translation>
    </message>
</context>
<context>
    <name>CardPage</name>
    <message>
        <source>A run gets its card when its training ends.</source>
        <translation>La ficha llega cuando termina el entrenamiento.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>No card yet</source>
        <translation>Aún no hay ficha</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Abrir carpeta</translation>
    </message>
    <message>
        <source>The whole card as Markdown</source>
        <translation>La ficha entera en Markdown</translation>
    </message>
</context>
<context>
    <name>CardText</name>
    <message>
        <source>Model card</source>
        <translation>Ficha del modelo</translation>
    </message>
</context>
<context>
    <name>CardWords</name>
    <message numerus="yes">
        <source>%n epoch(s), the best is number {best}.</source>
        <translation>
            <numerusform>%n época; la mejor es la número {best}.</numerusform>
            <numerusform>%n épocas; la mejor es la número {best}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n epoch(s).</source>
        <translation>
            <numerusform>%n época.</numerusform>
            <numerusform>%n épocas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n near-duplicate(s) stayed in one split with their originals.</source>
        <translation>
            <numerusform>%n casi duplicado quedó en la misma partición que su original.</numerusform>
            <numerusform>%n casi duplicados quedaron en la misma partición que sus originales.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them verified as showing no object.</source>
        <translation>
            <numerusform>%n de ellas, verificada sin ningún objeto.</numerusform>
            <numerusform>%n de ellas, verificadas sin ningún objeto.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s): {shares}.</source>
        <translation>
            <numerusform>%n imagen: {shares}.</numerusform>
            <numerusform>%n imágenes: {shares}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A model that finds objects of %n label(s), on {backbone}.</source>
        <translation>
            <numerusform>Un modelo que encuentra objetos de %n etiqueta, sobre {backbone}.</numerusform>
            <numerusform>Un modelo que encuentra objetos de %n etiquetas, sobre {backbone}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A model that says which of %n label(s) a picture has, any number of them, on {backbone}.</source>
        <translation>
            <numerusform>Un modelo que dice si una imagen tiene su %n etiqueta, sobre {backbone}.</numerusform>
            <numerusform>Un modelo que dice cuáles de %n etiquetas tiene una imagen, las que sean, sobre {backbone}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A model that says which of %n label(s) a picture has, on {backbone}.</source>
        <translation>
            <numerusform>Un modelo que dice si una imagen tiene su %n etiqueta, sobre {backbone}.</numerusform>
            <numerusform>Un modelo que dice cuál de %n etiquetas tiene una imagen, sobre {backbone}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A model that says which of %n label(s) a picture's one object has, and where it is, on {backbone}.</source>
        <translation>
            <numerusform>Un modelo que dice cuál de %n etiqueta tiene el objeto de una imagen, y dónde está, sobre {backbone}.</numerusform>
            <numerusform>Un modelo que dice cuál de %n etiquetas tiene el objeto de una imagen, y dónde está, sobre {backbone}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Backbone: {title}.</source>
        <translation>Red base: {title}.</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Datos</translation>
    </message>
    <message>
        <source>Device: {device}.</source>
        <translation>Dispositivo: {device}.</translation>
    </message>
    <message>
        <source>Input: {fit}, {side} × {side} pixels.</source>
        <translation>Entrada: {fit}, {side} × {side} píxeles.</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Etiquetas</translation>
    </message>
    <message>
        <source>Left out: {count} ({reason}).</source>
        <translation>Fuera quedan: {count} ({reason}).</translation>
    </message>
    <message>
        <source>Limitations</source>
        <translation>Limitaciones</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modelo</translation>
    </message>
    <message>
        <source>Model card: {run}</source>
        <translation>Ficha del modelo: {run}</translation>
    </message>
    <message>
        <source>PyTorch's cache</source>
        <translation>la caché de PyTorch</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Receta</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Resultados</translation>
    </message>
    <message>
        <source>Their licence is not known: ask whoever published the file.</source>
        <translation>No se conoce su licencia: pregunta a quien publicó el archivo.</translation>
    </message>
    <message>
        <source>Threshold, chosen on validation pictures: score {score}.</source>
        <translation>Umbral, elegido con imágenes de validación: puntuación {score}.</translation>
    </message>
    <message>
        <source>Thresholds, chosen on validation pictures: score {score}, overlap {overlap}.</source>
        <translation>Umbrales, elegidos con imágenes de validación: puntuación {score}, solape {overlap}.</translation>
    </message>
    <message>
        <source>Time: {time}. Seed: {seed}. Finished: {when}.</source>
        <translation>Tiempo: {time}. Semilla: {seed}. Fin: {when}.</translation>
    </message>
    <message>
        <source>Trained: all {all} parameters.</source>
        <translation>Entrenado: todos los {all} parámetros.</translation>
    </message>
    <message numerus="yes">
        <source>Trained: the head and the top %n block(s) of the backbone; {trained} of {all} parameters.</source>
        <translation>
            <numerusform>Entrenado: la cabeza y el %n bloque superior de la red base; {trained} de {all} parámetros.</numerusform>
            <numerusform>Entrenado: la cabeza y los %n bloques superiores de la red base; {trained} de {all} parámetros.</numerusform>
        </translation>
    </message>
    <message>
        <source>Trained: the head; {trained} of {all} parameters.</source>
        <translation>Entrenado: la cabeza; {trained} de {all} parámetros.</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Entrenamiento</translation>
    </message>
    <message>
        <source>Versions: {versions}.</source>
        <translation>Versiones: {versions}.</translation>
    </message>
    <message>
        <source>Weights: none; the whole network was trained here.</source>
        <translation>Pesos: ninguno; la red entera se entrenó aquí.</translation>
    </message>
    <message>
        <source>Weights: {origin}, SHA-256 {hash}.</source>
        <translation>Pesos: {origin}, SHA-256 {hash}.</translation>
    </message>
    <message>
        <source>a file that was named</source>
        <translation>un archivo indicado</translation>
    </message>
    <message>
        <source>downloaded</source>
        <translation>descargados</translation>
    </message>
    <message>
        <source>in {split}</source>
        <translation>en {split}</translation>
    </message>
    <message>
        <source>label</source>
        <translation>etiqueta</translation>
    </message>
    <message>
        <source>part of Vistazo</source>
        <translation>incluidos en Vistazo</translation>
    </message>
    <message>
        <source>the middle of the picture</source>
        <translation>el centro de la imagen</translation>
    </message>
    <message>
        <source>the picture stretched</source>
        <translation>la imagen estirada</translation>
    </message>
    <message>
        <source>the project's folder of weights</source>
        <translation>la carpeta de pesos del proyecto</translation>
    </message>
    <message>
        <source>the whole picture with borders</source>
        <translation>la imagen entera con bordes</translation>
    </message>
    <message>
        <source>{metric} on the {split} pictures: {value}.</source>
        <translation>{metric} con las imágenes de {split}: {value}.</translation>
    </message>
    <message numerus="yes">
        <source>{split} (%n picture(s))</source>
        <translation>
            <numerusform>{split} (%n imagen)</numerusform>
            <numerusform>{split} (%n imágenes)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChainPage</name>
    <message>
        <source>Add a layer</source>
        <translation>Añadir una capa</translation>
    </message>
    <message>
        <source>Channels of the input</source>
        <translation>Canales de la entrada</translation>
    </message>
    <message>
        <source>Columns of the input</source>
        <translation>Columnas de la entrada</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Entrada</translation>
    </message>
    <message>
        <source>Rows of the input</source>
        <translation>Filas de la entrada</translation>
    </message>
    <message>
        <source>{parameters} parameters in all, {numbers} numbers in the maps</source>
        <translation>{parameters} parámetros en total, {numbers} números en los mapas</translation>
    </message>
</context>
<context>
    <name>Chart</name>
    <message>
        <source>Copy numbers</source>
        <translation>Copiar los números</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>Copiar la imagen</translation>
    </message>
    <message>
        <source>Marked: {text} at {x}.</source>
        <translation>Marcado: {text} en {x}.</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>Guardar como CSV…</translation>
    </message>
    <message>
        <source>Save as PNG…</source>
        <translation>Guardar como PNG…</translation>
    </message>
    <message>
        <source>Save as SVG…</source>
        <translation>Guardar como SVG…</translation>
    </message>
    <message>
        <source>Save or copy this chart</source>
        <translation>Guardar o copiar esta gráfica</translation>
    </message>
    <message>
        <source>Save the chart</source>
        <translation>Guardar la gráfica</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Ver todo</translation>
    </message>
    <message>
        <source>{name}: {last} at {x_title} {x}; lowest {low} at {low_x}, highest {high} at {high_x}.</source>
        <translation>{name}: {last} en {x_title} {x}; mínimo {low} en {low_x}, máximo {high} en {high_x}.</translation>
    </message>
    <message>
        <source>{title}.</source>
        <translation>{title}.</translation>
    </message>
    <message>
        <source>{title}: no values yet.</source>
        <translation>{title}: aún no hay valores.</translation>
    </message>
</context>
<context>
    <name>CheckStrip</name>
    <message>
        <source>As learnt</source>
        <translation>Como se aprendió</translation>
    </message>
    <message>
        <source>Weights from the answer down to this part were shuffled. The number says how alike the map is to the true one: 1 the same, 0 nothing in common (Spearman’s rank correlation).</source>
        <translation>Se han barajado los pesos desde la respuesta hasta esta parte. El número dice cuánto se parece el mapa al verdadero: 1 es igual, 0 nada en común (correlación de rangos de Spearman).</translation>
    </message>
    <message>
        <source>With the weights shuffled from the answer down to the part named: how alike the map still is (1 the same, 0 not at all).</source>
        <translation>Con los pesos barajados desde la respuesta hasta la parte indicada: cuánto se parece aún el mapa (1 igual, 0 nada).</translation>
    </message>
</context>
<context>
    <name>ChoicesPage</name>
    <message numerus="yes">
        <source>%n choice(s) differ</source>
        <translation>
            <numerusform>%n opción difiere</numerusform>
            <numerusform>%n opciones difieren</numerusform>
        </translation>
    </message>
    <message>
        <source>All choices are the same: what differs is chance, or the labels.</source>
        <translation>Todas las opciones son iguales: lo que difiere es el azar, o las etiquetas.</translation>
    </message>
    <message>
        <source>Backbone</source>
        <translation>Red base</translation>
    </message>
    <message>
        <source>Choice</source>
        <translation>Opción</translation>
    </message>
    <message>
        <source>Choices of the compared runs</source>
        <translation>Opciones de los entrenamientos comparados</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Etiquetas</translation>
    </message>
    <message>
        <source>Only what differs</source>
        <translation>Solo lo que difiere</translation>
    </message>
    <message>
        <source>Pixels of the input</source>
        <translation>Píxeles de la entrada</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Semilla</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Tarea</translation>
    </message>
    <message>
        <source>Trained blocks</source>
        <translation>Bloques entrenados</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Pesos</translation>
    </message>
</context>
<context>
    <name>CodePage</name>
    <message>
        <source>A file that Python runs with torch, torchvision, numpy and cv2 alone</source>
        <translation>Un archivo que Python ejecuta solo con torch, torchvision, numpy y cv2</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>No script for this run</source>
        <translation>No hay guion para este entrenamiento</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Guardar como…</translation>
    </message>
    <message>
        <source>Save the script as</source>
        <translation>Guardar el guion como</translation>
    </message>
    <message>
        <source>The run as a Python script</source>
        <translation>El entrenamiento como guion de Python</translation>
    </message>
    <message>
        <source>The script is saved: {file}</source>
        <translation>El guion está guardado: {file}</translation>
    </message>
    <message>
        <source>The whole script</source>
        <translation>El guion entero</translation>
    </message>
    <message>
        <source>{lines} lines that train this run again, with its pictures and choices.</source>
        <translation>{lines} líneas que repiten este entrenamiento, con sus imágenes y opciones.</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Actions</source>
        <translation>Acciones</translation>
    </message>
    <message>
        <source>Find pictures or actions</source>
        <translation>Buscar imágenes o acciones</translation>
    </message>
    <message>
        <source>Find pictures or actions…</source>
        <translation>Buscar imágenes o acciones…</translation>
    </message>
    <message>
        <source>No action or picture is called that. A part of a name is enough.</source>
        <translation>Ninguna acción o imagen se llama así. Basta con parte del nombre.</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Imágenes</translation>
    </message>
    <message>
        <source>Pictures with “{text}”</source>
        <translation>Imágenes con «{text}»</translation>
    </message>
    <message>
        <source>Show all {total} pictures with “{text}”</source>
        <translation>Ver las {total} imágenes con «{text}»</translation>
    </message>
    <message>
        <source>What can be done now</source>
        <translation>Lo que se puede hacer ahora</translation>
    </message>
</context>
<context>
    <name>ComparePage</name>
    <message numerus="yes">
        <source>%n mistake(s) instead of {more}</source>
        <translation>
            <numerusform>%n error en vez de {more}</numerusform>
            <numerusform>%n errores en vez de {more}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) changed sides.</source>
        <translation>
            <numerusform>%n imagen cambió de lado.</numerusform>
            <numerusform>%n imágenes cambiaron de lado.</numerusform>
        </translation>
    </message>
    <message>
        <source>A detector and a classifier: their figures do not mean the same.</source>
        <translation>Un detector y un clasificador: sus cifras no significan lo mismo.</translation>
    </message>
    <message>
        <source>A difference may come from the pictures as well as from the run.</source>
        <translation>La diferencia puede deberse a las imágenes tanto como al entrenamiento.</translation>
    </message>
    <message>
        <source>All labels together</source>
        <translation>Todas las etiquetas juntas</translation>
    </message>
    <message>
        <source>Back to one run</source>
        <translation>Volver a un entrenamiento</translation>
    </message>
    <message>
        <source>Changed sides</source>
        <translation>Cambian de lado</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>Opciones</translation>
    </message>
    <message>
        <source>Click to see the pictures that changed sides.</source>
        <translation>Haz clic para ver las imágenes que cambiaron de lado.</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>Curvas</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Diferencia</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Cifras</translation>
    </message>
    <message>
        <source>Figures by label of both runs</source>
        <translation>Cifras por etiqueta de ambos entrenamientos</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Etiqueta</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>Métrica</translation>
    </message>
    <message>
        <source>Metrics of both runs</source>
        <translation>Métricas de ambos entrenamientos</translation>
    </message>
    <message>
        <source>Only {run} is right</source>
        <translation>Solo acierta {run}</translation>
    </message>
    <message>
        <source>Only {run} is right: {count}</source>
        <translation>Solo acierta {run}: {count}</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Imágenes</translation>
    </message>
    <message>
        <source>Support</source>
        <translation>Casos</translation>
    </message>
    <message>
        <source>The two runs were scored on different pictures.</source>
        <translation>Los dos entrenamientos se evaluaron con imágenes distintas.</translation>
    </message>
    <message>
        <source>{first} and {second}</source>
        <translation>{first} y {second}</translation>
    </message>
    <message>
        <source>{metric} by label</source>
        <translation>{metric} por etiqueta</translation>
    </message>
    <message>
        <source>{run} makes fewer mistakes</source>
        <translation>{run} comete menos errores</translation>
    </message>
    <message>
        <source>{run} makes fewer mistakes: {count}</source>
        <translation>{run} comete menos errores: {count}</translation>
    </message>
    <message>
        <source>{run}: {reason}</source>
        <translation>{run}: {reason}</translation>
    </message>
</context>
<context>
    <name>Confusion</name>
    <message>
        <source>Nothing was there and nothing was answered: this is not counted.</source>
        <translation>No había nada y no se respondió nada: esto no se cuenta.</translation>
    </message>
    <message>
        <source>missed</source>
        <translation>perdido</translation>
    </message>
    <message>
        <source>nothing there</source>
        <translation>no hay nada</translation>
    </message>
    <message>
        <source>{answer} where nothing is</source>
        <translation>{answer} donde no hay nada</translation>
    </message>
    <message>
        <source>{count} of {total} “{true}” were missed.</source>
        <translation>Se escaparon {count} de {total} «{true}».</translation>
    </message>
    <message>
        <source>{count} of {total} “{true}” were recognised.</source>
        <translation>Se reconocieron {count} de {total} «{true}».</translation>
    </message>
    <message>
        <source>{count} of {total} “{true}” were taken for “{answer}”.</source>
        <translation>{count} de {total} «{true}» se tomaron por «{answer}».</translation>
    </message>
    <message>
        <source>{count} times it saw “{answer}” where nobody drew anything.</source>
        <translation>{count} veces vio «{answer}» donde nadie dibujó nada.</translation>
    </message>
    <message>
        <source>{true} taken for {answer}</source>
        <translation>{true} tomado por {answer}</translation>
    </message>
    <message>
        <source>{true}: missed</source>
        <translation>{true}: perdido</translation>
    </message>
    <message>
        <source>{true}: recognised</source>
        <translation>{true}: reconocido</translation>
    </message>
</context>
<context>
    <name>ConfusionView</name>
    <message>
        <source>Confusion matrix</source>
        <translation>Matriz de confusión</translation>
    </message>
    <message>
        <source>Copy as a sentence</source>
        <translation>Copiar como frase</translation>
    </message>
    <message>
        <source>Copy the whole matrix</source>
        <translation>Copiar toda la matriz</translation>
    </message>
    <message>
        <source>Show its pictures</source>
        <translation>Ver sus imágenes</translation>
    </message>
</context>
<context>
    <name>ContinueBar</name>
    <message>
        <source>Continue run</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>Continue {run}</source>
        <translation>Continuar {run}</translation>
    </message>
    <message>
        <source>{run} was interrupted on {when}. It goes on where it was, nothing is lost.</source>
        <translation>{run} se interrumpió el {when}. Sigue donde estaba, no se pierde nada.</translation>
    </message>
</context>
<context>
    <name>ConvolveExamples</name>
    <message>
        <source>1 × 1: channels mixed</source>
        <translation>1 × 1: canales mezclados</translation>
    </message>
    <message>
        <source>1-D: 9 numbers, 3 weights: 7 sums</source>
        <translation>1-D: 9 números, 3 pesos: 7 sumas</translation>
    </message>
    <message>
        <source>3 × 3 numbers and a diagonal: 2 2, 0 2</source>
        <translation>3 × 3 números y una diagonal: 2 2, 0 2</translation>
    </message>
    <message>
        <source>3-D: a kernel of two slices</source>
        <translation>3-D: un núcleo de dos cortes</translation>
    </message>
    <message>
        <source>5 × 5 numbers and a cross: 4 3 4, 2 4 3, 2 3 4</source>
        <translation>5 × 5 números y una cruz: 4 3 4, 2 4 3, 2 3 4</translation>
    </message>
    <message>
        <source>A kernel of 1 × 3</source>
        <translation>Un núcleo de 1 × 3</translation>
    </message>
    <message>
        <source>Bias −3 and ReLU</source>
        <translation>Sesgo −3 y ReLU</translation>
    </message>
    <message>
        <source>Depthwise: each channel by itself</source>
        <translation>Por canal: cada canal por separado</translation>
    </message>
    <message>
        <source>Dilation: 1 2 3 at rate 4</source>
        <translation>Dilatación: 1 2 3 con tasa 4</translation>
    </message>
    <message>
        <source>Edges of your picture (Sobel)</source>
        <translation>Bordes de tu imagen (Sobel)</translation>
    </message>
    <message>
        <source>Kernel 3 × 3 with padding 1 keeps the size</source>
        <translation>Un núcleo 3 × 3 con relleno 1 conserva el tamaño</translation>
    </message>
    <message>
        <source>Kernel 5 × 5 with padding 2 keeps the size</source>
        <translation>Un núcleo 5 × 5 con relleno 2 conserva el tamaño</translation>
    </message>
    <message>
        <source>Separable: depthwise, then 1 × 1</source>
        <translation>Separable: por canal y luego 1 × 1</translation>
    </message>
    <message>
        <source>The rat's back: 6600</source>
        <translation>El lomo de la rata: 6600</translation>
    </message>
    <message>
        <source>The rat's head: 0</source>
        <translation>La cabeza de la rata: 0</translation>
    </message>
    <message>
        <source>The same with stride 2: 4 4, 2 4</source>
        <translation>Lo mismo con paso 2: 4 4, 2 4</translation>
    </message>
    <message>
        <source>Three channels become one map</source>
        <translation>Tres canales dan un mapa</translation>
    </message>
    <message>
        <source>Two filters make a depth of two</source>
        <translation>Dos filtros dan una profundidad de dos</translation>
    </message>
    <message>
        <source>“same” with stride 2: ⌈75/2⌉ = 38</source>
        <translation>«same» con paso 2: ⌈75/2⌉ = 38</translation>
    </message>
</context>
<context>
    <name>ConvolvePage</name>
    <message>
        <source>A kernel slides over the input; at each place the products are added up. Click in the input, change the kernel, or press play.</source>
        <translation>Un núcleo se desliza sobre la entrada; en cada lugar se suman los productos. Haz clic en la entrada, cambia el núcleo o pulsa reproducir.</translation>
    </message>
    <message>
        <source>Convolution</source>
        <translation>Convolución</translation>
    </message>
    <message>
        <source>The walk as GIF…</source>
        <translation>El recorrido como GIF…</translation>
    </message>
</context>
<context>
    <name>CrashPanel</name>
    <message>
        <source>Copied</source>
        <translation>Copiado</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>Copiar el informe</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Seguir</translation>
    </message>
    <message>
        <source>Open the log folder</source>
        <translation>Abrir la carpeta del registro</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>Algo ha fallado</translation>
    </message>
    <message numerus="yes">
        <source>Something went wrong, %n time(s)</source>
        <translation>
            <numerusform>Algo ha fallado, %n vez</numerusform>
            <numerusform>Algo ha fallado, %n veces</numerusform>
        </translation>
    </message>
    <message>
        <source>The report</source>
        <translation>El informe</translation>
    </message>
    <message>
        <source>Your labels and boxes are saved, and you can go on working. If it happens again, send this text.</source>
        <translation>Tus etiquetas y cajas están guardadas, y puedes seguir trabajando. Si se repite, envía este texto.</translation>
    </message>
</context>
<context>
    <name>CrashReport</name>
    <message>
        <source>Vistazo ended suddenly the last time.</source>
        <translation>Vistazo se cerró de repente la última vez.</translation>
    </message>
</context>
<context>
    <name>Curves</name>
    <message>
        <source>Choose another folder.</source>
        <translation>Elige otra carpeta.</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Pérdida</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>Métrica</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>Guardado: {file}</translation>
    </message>
    <message>
        <source>best</source>
        <translation>mejor</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>época</translation>
    </message>
    <message>
        <source>train</source>
        <translation>aprendizaje</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>validación</translation>
    </message>
    <message>
        <source>{file} could not be written: {reason}.</source>
        <translation>No se pudo escribir {file}: {reason}.</translation>
    </message>
</context>
<context>
    <name>CurvesPage</name>
    <message>
        <source>All labels together</source>
        <translation>Todas las etiquetas juntas</translation>
    </message>
    <message>
        <source>Curve of this label</source>
        <translation>Curva de esta etiqueta</translation>
    </message>
    <message>
        <source>Every label</source>
        <translation>Cada etiqueta</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Pérdida</translation>
    </message>
    <message>
        <source>On validation pictures</source>
        <translation>Con imágenes de validación</translation>
    </message>
    <message>
        <source>Precision over recall</source>
        <translation>Precisión según exhaustividad</translation>
    </message>
    <message>
        <source>Showing answers from {score} on, it finds {recall} of 100, and {precision} of 100 shown are right.</source>
        <translation>Mostrando respuestas desde {score}, encuentra {recall} de 100, y de 100 mostradas {precision} son correctas.</translation>
    </message>
    <message>
        <source>The higher the line stays to the right, the better.</source>
        <translation>Cuanto más alta sigue la línea hacia la derecha, mejor.</translation>
    </message>
    <message>
        <source>To the right it finds more; the lower the line, the more of what it shows is wrong.</source>
        <translation>A la derecha encuentra más; cuanto más baja la línea, más errores hay en lo que muestra.</translation>
    </message>
    <message>
        <source>all labels</source>
        <translation>todas las etiquetas</translation>
    </message>
    <message>
        <source>best</source>
        <translation>mejor</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>época</translation>
    </message>
    <message>
        <source>recall</source>
        <translation>exhaustividad</translation>
    </message>
    <message>
        <source>training</source>
        <translation>aprendizaje</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>validación</translation>
    </message>
    <message>
        <source>{run}, training</source>
        <translation>{run}, aprendizaje</translation>
    </message>
    <message>
        <source>{run}, validation</source>
        <translation>{run}, validación</translation>
    </message>
</context>
<context>
    <name>DepthPage</name>
    <message>
        <source>AP of small, medium and large objects</source>
        <translation>AP de objetos pequeños, medianos y grandes</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Cifra</translation>
    </message>
    <message>
        <source>Further figures</source>
        <translation>Más cifras</translation>
    </message>
    <message>
        <source>How far a score can be believed</source>
        <translation>Hasta dónde se puede creer una puntuación</translation>
    </message>
    <message>
        <source>Kinds of mistakes: how many, and what they cost</source>
        <translation>Tipos de errores: cuántos hay y qué cuestan</translation>
    </message>
    <message>
        <source>No further figures</source>
        <translation>No hay más cifras</translation>
    </message>
    <message>
        <source>Point at a figure to read what it says.</source>
        <translation>Señala una cifra para leer qué dice.</translation>
    </message>
    <message>
        <source>Score this run again to have them.</source>
        <translation>Vuelve a puntuar este entrenamiento para tenerlas.</translation>
    </message>
    <message>
        <source>Small and large objects</source>
        <translation>Objetos pequeños y grandes</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>What goes wrong</source>
        <translation>Qué sale mal</translation>
    </message>
    <message>
        <source>how many, and how much AP50 would rise without them</source>
        <translation>cuántos hay y cuánto subiría el AP50 sin ellos</translation>
    </message>
</context>
<context>
    <name>DepthWords</name>
    <message>
        <source>AP of objects with an area above 96 × 96 pixels of the picture.</source>
        <translation>AP de los objetos con un área mayor que 96 × 96 píxeles de la imagen.</translation>
    </message>
    <message>
        <source>AP of objects with an area below 32 × 32 pixels of the picture.</source>
        <translation>AP de los objetos con un área menor que 32 × 32 píxeles de la imagen.</translation>
    </message>
    <message>
        <source>AP of objects with an area from 32 × 32 to 96 × 96 pixels of the picture.</source>
        <translation>AP de los objetos con un área de 32 × 32 a 96 × 96 píxeles de la imagen.</translation>
    </message>
    <message>
        <source>AP, ten overlaps (COCO)</source>
        <translation>AP, diez solapes (COCO)</translation>
    </message>
    <message>
        <source>AP50, 101 points (COCO)</source>
        <translation>AP50, 101 puntos (COCO)</translation>
    </message>
    <message>
        <source>AP50, 11 points (VOC 2007)</source>
        <translation>AP50, 11 puntos (VOC 2007)</translation>
    </message>
    <message>
        <source>AP50, all points (VOC 2010)</source>
        <translation>AP50, todos los puntos (VOC 2010)</translation>
    </message>
    <message>
        <source>AP50, all points, VOC’s extra pixel</source>
        <translation>AP50, todos los puntos, píxel de más de VOC</translation>
    </message>
    <message>
        <source>As before, with widths and heights one pixel larger, as the program of Pascal VOC counts them: small boxes overlap a little more.</source>
        <translation>Igual, con anchos y altos un píxel mayores, como los cuenta el programa de Pascal VOC: las cajas pequeñas se solapan algo más.</translation>
    </message>
    <message>
        <source>Boxes in the right place that name another label.</source>
        <translation>Cajas en el sitio correcto que nombran otra etiqueta.</translation>
    </message>
    <message>
        <source>Boxes near an object of another label, and not on it.</source>
        <translation>Cajas cerca de un objeto de otra etiqueta, y no sobre él.</translation>
    </message>
    <message>
        <source>Boxes that overlap no object by a tenth.</source>
        <translation>Cajas que no se solapan con ningún objeto ni en una décima.</translation>
    </message>
    <message>
        <source>Boxes with the right label whose place is too far off: an overlap of 0.1 to 0.5.</source>
        <translation>Cajas con la etiqueta correcta cuyo sitio se aparta demasiado: un solape de 0,1 a 0,5.</translation>
    </message>
    <message>
        <source>Calibration error</source>
        <translation>Error de calibración</translation>
    </message>
    <message>
        <source>Drawn objects that no shown box found or meant.</source>
        <translation>Objetos dibujados que ninguna caja mostrada encontró ni quiso decir.</translation>
    </message>
    <message>
        <source>Found twice</source>
        <translation>Hallado dos veces</translation>
    </message>
    <message>
        <source>Further boxes on an object that a surer box has found already.</source>
        <translation>Más cajas sobre un objeto que una caja más segura ya ha encontrado.</translation>
    </message>
    <message>
        <source>How far a score is from the share of such answers that are right, on average. 0: a score of 0.8 is right 8 times in 10.</source>
        <translation>Cuánto se aparta de media una puntuación de la proporción de esas respuestas que son correctas. 0: una puntuación de 0,8 acierta 8 veces de cada 10.</translation>
    </message>
    <message>
        <source>It gave no answers to judge scores by.</source>
        <translation>No dio respuestas con las que juzgar las puntuaciones.</translation>
    </message>
    <message>
        <source>It is too modest: its scores are {by} below the truth on average.</source>
        <translation>Es demasiado modesto: sus puntuaciones están de media {by} por debajo de la verdad.</translation>
    </message>
    <message>
        <source>It is too sure of itself: its scores are {by} above the truth on average.</source>
        <translation>Está demasiado seguro de sí: sus puntuaciones están de media {by} por encima de la verdad.</translation>
    </message>
    <message>
        <source>Its scores can be taken at their word: on average they are as high as the share that is right.</source>
        <translation>Se puede confiar en sus puntuaciones: de media son tan altas como la proporción de aciertos.</translation>
    </message>
    <message>
        <source>Large</source>
        <translation>Grandes</translation>
    </message>
    <message>
        <source>Largest calibration error</source>
        <translation>Mayor error de calibración</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Medianos</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>No hallado</translation>
    </message>
    <message>
        <source>Nothing there</source>
        <translation>Donde no hay nada</translation>
    </message>
    <message>
        <source>Of the answers with a score above 0.5, the share that is right.</source>
        <translation>De las respuestas con una puntuación mayor que 0,5, la proporción que es correcta.</translation>
    </message>
    <message>
        <source>Of {count} answers with a score from {low} to {high}, {right} in 100 are right; their mean score is {score}.</source>
        <translation>De {count} respuestas con una puntuación de {low} a {high}, {right} de cada 100 son correctas; su puntuación media es {score}.</translation>
    </message>
    <message>
        <source>Precision above 0.5</source>
        <translation>Precisión por encima de 0,5</translation>
    </message>
    <message>
        <source>Precision at 101 evenly spaced recalls, averaged: the rule of COCO, and the one that Vistazo counts by.</source>
        <translation>La media de la precisión en 101 exhaustividades a intervalos iguales: la regla de COCO, y la que usa Vistazo.</translation>
    </message>
    <message>
        <source>Precision at 11 recalls only (0, 0.1 … 1), averaged: the rule of Pascal VOC until 2009. Coarser, so often a little different.</source>
        <translation>La media de la precisión en solo 11 exhaustividades (0; 0,1 … 1): la regla de Pascal VOC hasta 2009. Es más basta, por eso suele diferir un poco.</translation>
    </message>
    <message>
        <source>Recall of large objects</source>
        <translation>Exhaustividad en objetos grandes</translation>
    </message>
    <message>
        <source>Recall of medium objects</source>
        <translation>Exhaustividad en objetos medianos</translation>
    </message>
    <message>
        <source>Recall of small objects</source>
        <translation>Exhaustividad en objetos pequeños</translation>
    </message>
    <message>
        <source>Recall, 1 box a picture</source>
        <translation>Exhaustividad, 1 caja por imagen</translation>
    </message>
    <message>
        <source>Recall, 10 boxes a picture</source>
        <translation>Exhaustividad, 10 cajas por imagen</translation>
    </message>
    <message>
        <source>Recall, 100 boxes a picture</source>
        <translation>Exhaustividad, 100 cajas por imagen</translation>
    </message>
    <message>
        <source>Small</source>
        <translation>Pequeños</translation>
    </message>
    <message>
        <source>The area under precision over recall at every point of it: the rule of Pascal VOC from 2010 on.</source>
        <translation>El área bajo la curva de precisión y exhaustividad en todos sus puntos: la regla de Pascal VOC desde 2010.</translation>
    </message>
    <message>
        <source>The mean over ten degrees of strictness, from half the area in common to 95 %. It says how exactly boxes are placed.</source>
        <translation>La media de diez grados de exigencia, desde media área en común hasta el 95 %. Dice con qué exactitud se colocan las cajas.</translation>
    </message>
    <message>
        <source>The same where it is worst: the range of scores that lies farthest from the truth.</source>
        <translation>Lo mismo donde es peor: el intervalo de puntuaciones que más se aparta de la verdad.</translation>
    </message>
    <message>
        <source>The share of pictures whose likeliest label is wrong.</source>
        <translation>La proporción de imágenes cuya etiqueta más probable es errónea.</translation>
    </message>
    <message>
        <source>The share of pictures whose right label is not even among the five likeliest.</source>
        <translation>La proporción de imágenes cuya etiqueta correcta no está ni entre las cinco más probables.</translation>
    </message>
    <message>
        <source>The share of the drawn boxes that it finds, showing at most {count} in a picture, over ten degrees of strictness from half the area in common to 95 %.</source>
        <translation>La proporción de las cajas dibujadas que encuentra mostrando como mucho {count} por imagen, en diez grados de exigencia desde media área en común hasta el 95 %.</translation>
    </message>
    <message>
        <source>The share of the large objects (above 96 × 96 pixels) that it finds, at ten strictnesses.</source>
        <translation>La proporción de los objetos grandes (más de 96 × 96 píxeles) que encuentra, en diez grados de exigencia.</translation>
    </message>
    <message>
        <source>The share of the medium objects (to 96 × 96 pixels) that it finds, at ten strictnesses.</source>
        <translation>La proporción de los objetos medianos (hasta 96 × 96 píxeles) que encuentra, en diez grados de exigencia.</translation>
    </message>
    <message>
        <source>The share of the small objects (below 32 × 32 pixels) that it finds, at ten strictnesses.</source>
        <translation>La proporción de los objetos pequeños (menos de 32 × 32 píxeles) que encuentra, en diez grados de exigencia.</translation>
    </message>
    <message>
        <source>Top-1 error</source>
        <translation>Error top-1</translation>
    </message>
    <message>
        <source>Top-5 error</source>
        <translation>Error top-5</translation>
    </message>
    <message>
        <source>Wrong label</source>
        <translation>Etiqueta errónea</translation>
    </message>
    <message>
        <source>Wrong label and place</source>
        <translation>Etiqueta y sitio erróneos</translation>
    </message>
    <message>
        <source>Wrong place</source>
        <translation>Sitio erróneo</translation>
    </message>
    <message>
        <source>{count} × · +{cost}</source>
        <translation>{count} × · +{cost}</translation>
    </message>
    <message>
        <source>{kind} There are {count}; without them AP50 would be {cost} higher.</source>
        <translation>{kind} Hay {count}; sin ellos el AP50 sería {cost} mayor.</translation>
    </message>
</context>
<context>
    <name>Desktop</name>
    <message>
        <source>Closing {project}: saving what is on its way</source>
        <translation>Cerrando {project}: se guarda lo que está en curso</translation>
    </message>
    <message>
        <source>Drawing the sample</source>
        <translation>Dibujando la muestra</translation>
    </message>
    <message>
        <source>Opening {path}</source>
        <translation>Abriendo {path}</translation>
    </message>
    <message>
        <source>That project is open in another window, which is in front now.</source>
        <translation>Ese proyecto está abierto en otra ventana, que ahora está delante.</translation>
    </message>
</context>
<context>
    <name>Destination</name>
    <message>
        <source>A folder that is not there yet: nothing is ever written over.</source>
        <translation>Una carpeta que aún no exista: nunca se sobrescribe nada.</translation>
    </message>
    <message>
        <source>Choose where the new folder is made</source>
        <translation>Elige dónde se crea la carpeta nueva</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Elegir…</translation>
    </message>
    <message>
        <source>Folder in which the new one is made</source>
        <translation>Carpeta en la que se crea la nueva</translation>
    </message>
    <message>
        <source>New folder that is made</source>
        <translation>Carpeta nueva que se crea</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>DeviceDetail</name>
    <message>
        <source>An NVIDIA card was found. If the installed PyTorch cannot use it, the processor is taken.</source>
        <translation>Se encontró una tarjeta NVIDIA. Si el PyTorch instalado no puede usarla, se toma el procesador.</translation>
    </message>
    <message>
        <source>Apple GPU</source>
        <translation>GPU de Apple</translation>
    </message>
    <message>
        <source>Ask PyTorch</source>
        <translation>Preguntar a PyTorch</translation>
    </message>
    <message>
        <source>Ask PyTorch what it can use here</source>
        <translation>Preguntar a PyTorch qué puede usar aquí</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>Preguntando…</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Choose for me</source>
        <translation>Elegir por mí</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Dispositivo</translation>
    </message>
    <message>
        <source>NVIDIA GPU</source>
        <translation>GPU de NVIDIA</translation>
    </message>
    <message>
        <source>No NVIDIA driver with a card and no Apple GPU was found, so the processor is used. That is fine: the backbone is frozen, its features are computed once and kept.</source>
        <translation>No se encontró tarjeta NVIDIA con su controlador ni GPU de Apple, así que se usa el procesador. Está bien así: la red base está congelada y sus características se calculan una vez y se conservan.</translation>
    </message>
    <message>
        <source>Starts the trainer and reports what PyTorch sees on this computer.</source>
        <translation>Arranca el entrenador y dice lo que PyTorch ve en este equipo.</translation>
    </message>
    <message>
        <source>The GPU of this Mac is used.</source>
        <translation>Se usa la GPU de este Mac.</translation>
    </message>
    <message>
        <source>The last training ran on {device}: {reason}.</source>
        <translation>El último entrenamiento usó {device}: {reason}.</translation>
    </message>
    <message>
        <source>You chose this device. “Choose for me” takes the fastest one that PyTorch can use.</source>
        <translation>Este dispositivo lo elegiste tú. «Elegir por mí» toma el más rápido que PyTorch pueda usar.</translation>
    </message>
</context>
<context>
    <name>DeviceWords</name>
    <message>
        <source>An NVIDIA card is there. The first training says whether PyTorch can use it.</source>
        <translation>Hay una tarjeta NVIDIA. El primer entrenamiento dirá si PyTorch puede usarla.</translation>
    </message>
    <message>
        <source>Apple's graphics processor. The first training says whether PyTorch can use it.</source>
        <translation>El procesador gráfico de Apple. El primer entrenamiento dice si PyTorch puede usarlo.</translation>
    </message>
    <message numerus="yes">
        <source>CPU · %n core(s)</source>
        <translation>
            <numerusform>CPU · %n núcleo</numerusform>
            <numerusform>CPU · %n núcleos</numerusform>
        </translation>
    </message>
    <message>
        <source>No NVIDIA card was found, so the processor is used. Frozen backbones are quick on it.</source>
        <translation>No se encontró tarjeta NVIDIA, así que se usa el procesador. Las redes base congeladas van rápido en él.</translation>
    </message>
    <message>
        <source>The processor was chosen in the settings.</source>
        <translation>El procesador está elegido en los ajustes.</translation>
    </message>
</context>
<context>
    <name>DockGrip</name>
    <message>
        <source>Drag to move this panel; double-click to let it float</source>
        <translation>Arrastra para mover este panel; doble clic para dejarlo suelto</translation>
    </message>
</context>
<context>
    <name>DreamPart</name>
    <message>
        <source>Choose a picture in Label to dream on.</source>
        <translation>Elige en Etiquetar una imagen sobre la que soñar.</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>Profundidad</translation>
    </message>
    <message>
        <source>Dream</source>
        <translation>Soñar</translation>
    </message>
    <message>
        <source>Dreaming…</source>
        <translation>Soñando…</translation>
    </message>
    <message>
        <source>Save as PNG…</source>
        <translation>Guardar como PNG…</translation>
    </message>
    <message>
        <source>Size {octave} of {octaves}: the layer answers {after} instead of {before}.</source>
        <translation>Tamaño {octave} de {octaves}: la capa responde {after} en vez de {before}.</translation>
    </message>
    <message>
        <source>Steps at each of four sizes of the picture: more steps, a wilder dream</source>
        <translation>Pasos en cada uno de los cuatro tamaños de la imagen: más pasos, un sueño más intenso</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Parar</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Detenido.</translation>
    </message>
    <message>
        <source>The picture as it is.</source>
        <translation>La imagen tal como es.</translation>
    </message>
    <message>
        <source>The picture is changed, step by step, so that a layer sees more of what it looks for: edges and waves in early layers, eyes and fur in deep ones.</source>
        <translation>La imagen cambia, paso a paso, para que una capa vea más de lo que busca: bordes y ondas en las primeras capas, ojos y pelaje en las profundas.</translation>
    </message>
</context>
<context>
    <name>EditNames</name>
    <message>
        <source>Accept proposals</source>
        <translation>Aceptar propuestas</translation>
    </message>
    <message>
        <source>Add label</source>
        <translation>Añadir etiqueta</translation>
    </message>
    <message>
        <source>Archive label</source>
        <translation>Archivar etiqueta</translation>
    </message>
    <message>
        <source>Bring label back</source>
        <translation>Recuperar etiqueta</translation>
    </message>
    <message>
        <source>Change label</source>
        <translation>Cambiar etiqueta</translation>
    </message>
    <message>
        <source>Change label colour</source>
        <translation>Cambiar el color de la etiqueta</translation>
    </message>
    <message>
        <source>Change label key</source>
        <translation>Cambiar la tecla de la etiqueta</translation>
    </message>
    <message>
        <source>Copy boxes from the previous picture</source>
        <translation>Copiar cajas de la imagen anterior</translation>
    </message>
    <message>
        <source>Delete objects</source>
        <translation>Borrar objetos</translation>
    </message>
    <message>
        <source>Draw box</source>
        <translation>Dibujar caja</translation>
    </message>
    <message>
        <source>Duplicate boxes</source>
        <translation>Duplicar cajas</translation>
    </message>
    <message>
        <source>Import annotations</source>
        <translation>Importar anotaciones</translation>
    </message>
    <message>
        <source>Label pictures</source>
        <translation>Etiquetar imágenes</translation>
    </message>
    <message>
        <source>Labels from folders</source>
        <translation>Etiquetas de las carpetas</translation>
    </message>
    <message>
        <source>Mark as not verified</source>
        <translation>Marcar como no verificada</translation>
    </message>
    <message>
        <source>Mark as verified</source>
        <translation>Marcar como verificada</translation>
    </message>
    <message>
        <source>Mark empty pictures as verified</source>
        <translation>Marcar imágenes vacías como verificadas</translation>
    </message>
    <message>
        <source>Mend the split</source>
        <translation>Reparar la partición</translation>
    </message>
    <message>
        <source>Merge labels</source>
        <translation>Unir etiquetas</translation>
    </message>
    <message>
        <source>Move box</source>
        <translation>Mover caja</translation>
    </message>
    <message>
        <source>Paste boxes</source>
        <translation>Pegar cajas</translation>
    </message>
    <message>
        <source>Put into split</source>
        <translation>Poner en una partición</translation>
    </message>
    <message>
        <source>Redo: {edit}</source>
        <translation>Rehacer: {edit}</translation>
    </message>
    <message>
        <source>Reject proposals</source>
        <translation>Rechazar propuestas</translation>
    </message>
    <message>
        <source>Rename label</source>
        <translation>Renombrar etiqueta</translation>
    </message>
    <message>
        <source>Repeat last box</source>
        <translation>Repetir la última caja</translation>
    </message>
    <message>
        <source>Resize box</source>
        <translation>Cambiar el tamaño de la caja</translation>
    </message>
    <message>
        <source>Skip pictures</source>
        <translation>Omitir imágenes</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Partición</translation>
    </message>
    <message>
        <source>Take label from pictures</source>
        <translation>Quitar etiqueta a imágenes</translation>
    </message>
    <message>
        <source>Take pictures back in</source>
        <translation>Volver a incluir imágenes</translation>
    </message>
    <message>
        <source>Undo: {edit}</source>
        <translation>Deshacer: {edit}</translation>
    </message>
</context>
<context>
    <name>EffortCard</name>
    <message>
        <source> min</source>
        <translation> min</translation>
    </message>
    <message numerus="yes">
        <source>About {time} for %n training(s).</source>
        <translation>
            <numerusform>Unos {time} para %n entrenamiento.</numerusform>
            <numerusform>Unos {time} para %n entrenamientos.</numerusform>
        </translation>
    </message>
    <message>
        <source>After so many minutes no training is begun any more; the last one ends.</source>
        <translation>Pasados tantos minutos no empieza ningún entrenamiento más; el último se termina.</translation>
    </message>
    <message>
        <source>Best by</source>
        <translation>El mejor según</translation>
    </message>
    <message>
        <source>How long it takes is known after the first training.</source>
        <translation>Cuánto tarda se sabe tras el primer entrenamiento.</translation>
    </message>
    <message>
        <source>How many settings are tried. Each is a training of its own.</source>
        <translation>Cuántos ajustes se prueban. Cada uno es un entrenamiento.</translation>
    </message>
    <message>
        <source>How much may it cost?</source>
        <translation>¿Cuánto puede costar?</translation>
    </message>
    <message>
        <source>Keep all checkpoints</source>
        <translation>Guardar todos los puntos de control</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>Métrica</translation>
    </message>
    <message>
        <source>Off: of all but the best, what is needed to go on with a training is removed. Results stay.</source>
        <translation>Desactivado: de todos menos del mejor se borra lo que hace falta para seguir entrenando. Los resultados quedan.</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Semilla</translation>
    </message>
    <message>
        <source>Start the search</source>
        <translation>Empezar la búsqueda</translation>
    </message>
    <message>
        <source>Time limit</source>
        <translation>Límite de tiempo</translation>
    </message>
    <message>
        <source>Trainings</source>
        <translation>Entrenamientos</translation>
    </message>
    <message>
        <source>What is best is what is best by this, on the validation pictures</source>
        <translation>Lo mejor es lo mejor según esta métrica, en las imágenes de validación</translation>
    </message>
    <message>
        <source>What is varied changes how long each takes.</source>
        <translation>Lo que se varía cambia lo que tarda cada uno.</translation>
    </message>
    <message numerus="yes">
        <source>With %n varied choice(s), fewer than {least} trainings are little better than chance.</source>
        <translation>
            <numerusform>Con %n opción variada, menos de {least} entrenamientos valen poco más que el azar.</numerusform>
            <numerusform>Con %n opciones variadas, menos de {least} entrenamientos valen poco más que el azar.</numerusform>
        </translation>
    </message>
    <message>
        <source>With the same seed a search tries the same settings again.</source>
        <translation>Con la misma semilla, una búsqueda prueba otra vez los mismos ajustes.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ninguno</translation>
    </message>
</context>
<context>
    <name>EmptyStates</name>
    <message>
        <source>Add a folder of pictures. They stay where they are; nothing is written among them.</source>
        <translation>Añade una carpeta de imágenes. Se quedan donde están; entre ellas no se escribe nada.</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>Añadir una carpeta…</translation>
    </message>
    <message>
        <source>All done</source>
        <translation>Todo hecho</translation>
    </message>
    <message>
        <source>Every picture is verified or skipped. Now a network can learn from them.</source>
        <translation>Todas las imágenes están verificadas u omitidas. Ya puede aprender de ellas una red.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Mirar otra vez</translation>
    </message>
    <message>
        <source>Looking for pictures…</source>
        <translation>Buscando imágenes…</translation>
    </message>
    <message>
        <source>No picture passes the filter of the list.</source>
        <translation>Ninguna imagen pasa el filtro de la lista.</translation>
    </message>
    <message>
        <source>No pictures yet</source>
        <translation>Aún no hay imágenes</translation>
    </message>
    <message>
        <source>Nothing to show</source>
        <translation>Nada que mostrar</translation>
    </message>
    <message>
        <source>Reading the picture…</source>
        <translation>Leyendo la imagen…</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Ver todo</translation>
    </message>
    <message>
        <source>Skip this picture</source>
        <translation>Omitir esta imagen</translation>
    </message>
    <message>
        <source>The file of this picture is not there</source>
        <translation>El archivo de esta imagen no está</translation>
    </message>
    <message>
        <source>The folder of this picture is not there</source>
        <translation>La carpeta de esta imagen no está</translation>
    </message>
    <message>
        <source>They appear here as they are found.</source>
        <translation>Aparecen aquí según se encuentran.</translation>
    </message>
    <message>
        <source>This picture cannot be shown</source>
        <translation>Esta imagen no se puede mostrar</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Entrenar</translation>
    </message>
    <message>
        <source>{folder}
Connect its drive and look again. Your labels are safe.</source>
        <translation>{folder}
Conecta su disco y mira otra vez. Tus etiquetas están a salvo.</translation>
    </message>
    <message>
        <source>{sentence}
Put it back and look again. Your labels are safe.</source>
        <translation>{sentence}
Devuélvelo a su sitio y vuelve a buscar. Tus etiquetas están a salvo.</translation>
    </message>
</context>
<context>
    <name>EpochsPage</name>
    <message>
        <source>Asking the network as it was then…</source>
        <translation>Se pregunta a la red tal como era entonces…</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Época</translation>
    </message>
    <message>
        <source>Epoch after</source>
        <translation>Época siguiente</translation>
    </message>
    <message>
        <source>Epoch before</source>
        <translation>Época anterior</translation>
    </message>
    <message>
        <source>Epoch {epoch} of {epochs}</source>
        <translation>Época {epoch} de {epochs}</translation>
    </message>
    <message>
        <source>No epochs to go back to</source>
        <translation>No hay épocas a las que volver</translation>
    </message>
    <message>
        <source>On validation pictures</source>
        <translation>En las imágenes de validación</translation>
    </message>
    <message>
        <source>This epoch is no longer kept. Choose another one.</source>
        <translation>Esta época ya no está guardada. Elige otra.</translation>
    </message>
    <message>
        <source>This run was trained by an older version, or its network is too large to be kept after each epoch.</source>
        <translation>Este entrenamiento es de una versión anterior, o su red es demasiado grande para guardarla tras cada época.</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>época</translation>
    </message>
    <message>
        <source>second phase</source>
        <translation>segunda fase</translation>
    </message>
    <message>
        <source>the best</source>
        <translation>la mejor</translation>
    </message>
    <message>
        <source>{kept} of {total} epochs are kept, {size} MB</source>
        <translation>Se guardan {kept} de {total} épocas, {size} MB</translation>
    </message>
    <message>
        <source>← and → go from epoch to epoch, Home and End to the first and the last.</source>
        <translation>← y → van de época en época; Inicio y Fin, a la primera y la última.</translation>
    </message>
</context>
<context>
    <name>ExportPlace</name>
    <message>
        <source>A trained run becomes a file here that other programs can use.</source>
        <translation>Aquí un entrenamiento se convierte en un archivo que otros programas pueden usar.</translation>
    </message>
    <message>
        <source>Annotations</source>
        <translation>Anotaciones</translation>
    </message>
    <message>
        <source>Boxes and labels become files here that other programs can read.</source>
        <translation>Aquí las cajas y etiquetas se convierten en archivos que otros programas pueden leer.</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportar</translation>
    </message>
    <message>
        <source>Export a model…</source>
        <translation>Exportar un modelo…</translation>
    </message>
    <message>
        <source>Export annotations…</source>
        <translation>Exportar anotaciones…</translation>
    </message>
    <message>
        <source>Go to Label</source>
        <translation>Ir a Etiquetar</translation>
    </message>
    <message>
        <source>Go to Train</source>
        <translation>Ir a Entrenar</translation>
    </message>
    <message>
        <source>Into a new folder each time; nothing is ever written over.</source>
        <translation>Cada vez en una carpeta nueva; nunca se sobrescribe nada.</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modelo</translation>
    </message>
    <message>
        <source>No model yet</source>
        <translation>Aún no hay modelo</translation>
    </message>
    <message>
        <source>Nothing labelled yet</source>
        <translation>Aún no hay nada etiquetado</translation>
    </message>
</context>
<context>
    <name>FieldDrawing</name>
    <message>
        <source>Input</source>
        <translation>Entrada</translation>
    </message>
    <message>
        <source>Sees {n} × {n} pixels of the input</source>
        <translation>Ve {n} × {n} píxeles de la entrada</translation>
    </message>
    <message>
        <source>{units} wide, sees {n} × {n}</source>
        <translation>{units} de ancho, ve {n} × {n}</translation>
    </message>
</context>
<context>
    <name>FieldPage</name>
    <message>
        <source>A stride widens all that follows</source>
        <translation>Un paso ensancha todo lo que sigue</translation>
    </message>
    <message>
        <source>Convolution and pooling, three times</source>
        <translation>Convolución y agrupación, tres veces</translation>
    </message>
    <message>
        <source>Receptive field</source>
        <translation>Campo receptivo</translation>
    </message>
    <message>
        <source>The course's chain sees 5, 6 and 14 pixels</source>
        <translation>La cadena del curso ve 5, 6 y 14 píxeles</translation>
    </message>
    <message>
        <source>Three 3 × 3 see 7 × 7</source>
        <translation>Tres de 3 × 3 ven 7 × 7</translation>
    </message>
    <message>
        <source>Two 3 × 3 see 5 × 5</source>
        <translation>Dos de 3 × 3 ven 5 × 5</translation>
    </message>
    <message>
        <source>What a unit sees, layer by layer</source>
        <translation>Lo que ve una unidad, capa a capa</translation>
    </message>
    <message>
        <source>What one number of a deep layer sees of the picture: each layer lets it see more. Click a unit, then add layers or strides.</source>
        <translation>Lo que un número de una capa profunda ve de la imagen: con cada capa ve más. Haz clic en una unidad y añade capas o pasos.</translation>
    </message>
</context>
<context>
    <name>FieldRow</name>
    <message>
        <source>Back to the usual: {title}</source>
        <translation>Volver a lo habitual: {title}</translation>
    </message>
    <message>
        <source>Changed: it differs from the usual</source>
        <translation>Cambiada: difiere de lo habitual</translation>
    </message>
    <message>
        <source>Usually {value}</source>
        <translation>Lo habitual es {value}</translation>
    </message>
    <message>
        <source>changed, usually {value}</source>
        <translation>cambiada, lo habitual es {value}</translation>
    </message>
    <message>
        <source>usually {value}</source>
        <translation>lo habitual: {value}</translation>
    </message>
</context>
<context>
    <name>FigureTable</name>
    <message>
        <source>Copy the row</source>
        <translation>Copiar la fila</translation>
    </message>
    <message>
        <source>Copy the whole table</source>
        <translation>Copiar toda la tabla</translation>
    </message>
    <message>
        <source>Show its pictures</source>
        <translation>Ver sus imágenes</translation>
    </message>
</context>
<context>
    <name>FileManager</name>
    <message>
        <source>Copy path</source>
        <translation>Copiar la ruta</translation>
    </message>
    <message>
        <source>Show in the file manager</source>
        <translation>Ver en el gestor de archivos</translation>
    </message>
</context>
<context>
    <name>FilterButton</name>
    <message>
        <source>A filter holds</source>
        <translation>Hay un filtro puesto</translation>
    </message>
</context>
<context>
    <name>FilterRow</name>
    <message>
        <source>Cannot be read</source>
        <translation>No se puede leer</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Quitar el filtro</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Archivos</translation>
    </message>
    <message>
        <source>In no split</source>
        <translation>Sin partición</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Etiqueta</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Faltan</translation>
    </message>
    <message>
        <source>Name or folder</source>
        <translation>Nombre o carpeta</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Partición</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>Por hacer</translation>
    </message>
    <message>
        <source>Words in the name or folder</source>
        <translation>Palabras del nombre o la carpeta</translation>
    </message>
</context>
<context>
    <name>FilterStrip</name>
    <message>
        <source>Kernel of the map's filter</source>
        <translation>Núcleo del filtro del mapa</translation>
    </message>
</context>
<context>
    <name>Filters</name>
    <message>
        <source>5 to 30 million</source>
        <translation>de 5 a 30 millones</translation>
    </message>
    <message>
        <source>By name, family, year or idea</source>
        <translation>Por nombre, familia, año o idea</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>Familia</translation>
    </message>
    <message>
        <source>Find a network</source>
        <translation>Buscar una red</translation>
    </message>
    <message>
        <source>For detectors</source>
        <translation>Para detectores</translation>
    </message>
    <message>
        <source>Only networks that can find places</source>
        <translation>Solo redes que pueden encontrar lugares</translation>
    </message>
    <message>
        <source>Show all networks</source>
        <translation>Mostrar todas las redes</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamaño</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Pesos</translation>
    </message>
    <message>
        <source>above 30 million</source>
        <translation>más de 30 millones</translation>
    </message>
    <message>
        <source>all families</source>
        <translation>todas las familias</translation>
    </message>
    <message>
        <source>all weights</source>
        <translation>todos los pesos</translation>
    </message>
    <message>
        <source>any size</source>
        <translation>cualquier tamaño</translation>
    </message>
    <message>
        <source>below 5 million</source>
        <translation>menos de 5 millones</translation>
    </message>
    <message>
        <source>needs none</source>
        <translation>no los necesita</translation>
    </message>
    <message>
        <source>not here</source>
        <translation>no están aquí</translation>
    </message>
    <message>
        <source>to download</source>
        <translation>por descargar</translation>
    </message>
    <message>
        <source>usable now</source>
        <translation>usables ya</translation>
    </message>
    <message>
        <source>weights are here</source>
        <translation>pesos aquí</translation>
    </message>
</context>
<context>
    <name>FiltersPage</name>
    <message>
        <source>Dream</source>
        <translation>Soñar</translation>
    </message>
    <message>
        <source>First layer</source>
        <translation>Primera capa</translation>
    </message>
    <message>
        <source>The filters that meet the picture first, as pictures</source>
        <translation>Los filtros que reciben la imagen primero, como imágenes</translation>
    </message>
    <message>
        <source>The parts of your own pictures that a deeper unit answers most</source>
        <translation>Las partes de tus propias imágenes a las que más responde una unidad más profunda</translation>
    </message>
    <message>
        <source>What excites a unit</source>
        <translation>Qué activa una unidad</translation>
    </message>
    <message>
        <source>Your picture, changed until a layer sees more of what it looks for</source>
        <translation>Tu imagen, cambiada hasta que una capa ve más de lo que busca</translation>
    </message>
</context>
<context>
    <name>FindingLine</name>
    <message>
        <source>Copy the sentence</source>
        <translation>Copiar la frase</translation>
    </message>
    <message>
        <source>Mend</source>
        <translation>Reparar</translation>
    </message>
    <message>
        <source>Moves them into one part, where most of them are. Can be undone.</source>
        <translation>Las pone en una sola parte, donde están la mayoría. Se puede deshacer.</translation>
    </message>
    <message>
        <source>Show them</source>
        <translation>Mostrarlas</translation>
    </message>
    <message>
        <source>They belong together</source>
        <translation>Van juntas</translation>
    </message>
</context>
<context>
    <name>FirstPart</name>
    <message>
        <source>Each is laid on every place of the picture. Middle grey is 0; light adds, dark takes away; colours do so for one colour. Stripes find edges, blots find colours.</source>
        <translation>Cada uno se coloca en todos los lugares de la imagen. El gris medio es 0; lo claro suma, lo oscuro resta; los colores lo hacen para un solo color. Las franjas encuentran bordes; las manchas, colores.</translation>
    </message>
    <message>
        <source>Filter {number}: its blackest and whitest weights are {most} from 0.</source>
        <translation>Filtro {number}: sus pesos más negros y más blancos están a {most} de 0.</translation>
    </message>
    <message>
        <source>Filters of the first layer</source>
        <translation>Filtros de la primera capa</translation>
    </message>
    <message>
        <source>Opening the network…</source>
        <translation>Abriendo la red…</translation>
    </message>
    <message>
        <source>Save as PNG…</source>
        <translation>Guardar como PNG…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>{count} filters of {height} × {width} · {layer}</source>
        <translation>{count} filtros de {height} × {width} · {layer}</translation>
    </message>
</context>
<context>
    <name>FoldPanel</name>
    <message numerus="yes">
        <source>%n fold(s) are done</source>
        <translation>
            <numerusform>%n pliegue terminado</numerusform>
            <numerusform>%n pliegues terminados</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n fold(s) are left.</source>
        <translation>
            <numerusform>Falta %n pliegue.</numerusform>
            <numerusform>Faltan %n pliegues.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n look-alike group(s) lie in several folds: the mean flatters.</source>
        <translation>
            <numerusform>%n grupo de imágenes casi iguales está en varios pliegues: la media halaga.</numerusform>
            <numerusform>%n grupos de imágenes casi iguales están en varios pliegues: la media halaga.</numerusform>
        </translation>
    </message>
    <message>
        <source>+ spread</source>
        <translation>+ dispersión</translation>
    </message>
    <message>
        <source>Cross-validate</source>
        <translation>Validar de forma cruzada</translation>
    </message>
    <message>
        <source>Cross-validation</source>
        <translation>Validación cruzada</translation>
    </message>
    <message>
        <source>Features are computed: {done} of {total}.</source>
        <translation>Se calculan las características: {done} de {total}.</translation>
    </message>
    <message>
        <source>Figure of each fold</source>
        <translation>Cifra de cada pliegue</translation>
    </message>
    <message>
        <source>Figures of each fold</source>
        <translation>Cifras de cada pliegue</translation>
    </message>
    <message>
        <source>Fold</source>
        <translation>Pliegue</translation>
    </message>
    <message>
        <source>Folds</source>
        <translation>Pliegues</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Seguir</translation>
    </message>
    <message>
        <source>How far the cross-validation is</source>
        <translation>Cuánto lleva la validación cruzada</translation>
    </message>
    <message>
        <source>It stops after this step; the folds that are done stay.</source>
        <translation>Se detiene tras este paso; los pliegues terminados se conservan.</translation>
    </message>
    <message>
        <source>It was stopped before the first fold was done.</source>
        <translation>Se detuvo antes de terminar el primer pliegue.</translation>
    </message>
    <message>
        <source>Learnt from</source>
        <translation>Aprendidas</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Media</translation>
    </message>
    <message>
        <source>Number of folds</source>
        <translation>Número de pliegues</translation>
    </message>
    <message>
        <source>Scored on</source>
        <translation>Puntuadas</translation>
    </message>
    <message>
        <source>Show its files</source>
        <translation>Mostrar sus archivos</translation>
    </message>
    <message>
        <source>Something else trains: wait for its end.</source>
        <translation>Hay otro entrenamiento en marcha: espera a que termine.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Detener</translation>
    </message>
    <message>
        <source>The pictures are dealt into folds; each fold is scored by a model that learnt from all the others. The mean says how good, the spread how sure. Groups stay whole, features are computed once.</source>
        <translation>Las imágenes se reparten en pliegues; cada pliegue lo puntúa un modelo que aprendió de todos los demás. La media dice lo bueno que es; la dispersión, lo seguro. Los grupos no se separan y las características se calculan una sola vez.</translation>
    </message>
    <message>
        <source>The pictures are dealt…</source>
        <translation>Se reparten las imágenes…</translation>
    </message>
    <message>
        <source>fold</source>
        <translation>pliegue</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>media</translation>
    </message>
    <message>
        <source>{done}, about {time} left.</source>
        <translation>{done}, quedan unos {time}.</translation>
    </message>
    <message numerus="yes">
        <source>{metric} {mean} ± {spread} over %n fold(s).</source>
        <translation>
            <numerusform>{metric} {mean} ± {spread} en %n pliegue.</numerusform>
            <numerusform>{metric} {mean} ± {spread} en %n pliegues.</numerusform>
        </translation>
    </message>
    <message>
        <source>− spread</source>
        <translation>− dispersión</translation>
    </message>
</context>
<context>
    <name>FolderDialog</name>
    <message>
        <source>Add a folder of pictures</source>
        <translation>Añadir una carpeta de imágenes</translation>
    </message>
</context>
<context>
    <name>Folders</name>
    <message>
        <source>Something else is being read.</source>
        <translation>Se está leyendo otra cosa.</translation>
    </message>
    <message>
        <source>Wait until it has ended, then try again.</source>
        <translation>Espera a que termine y vuelve a intentarlo.</translation>
    </message>
</context>
<context>
    <name>Foot</name>
    <message numerus="yes">
        <source>%n new picture(s)</source>
        <translation>
            <numerusform>%n imagen nueva</numerusform>
            <numerusform>%n imágenes nuevas</numerusform>
        </translation>
    </message>
    <message>
        <source>A picture without boxes teaches the network what nothing looks like. This can be undone.</source>
        <translation>Una imagen sin cajas enseña a la red cómo se ve la nada. Se puede deshacer.</translation>
    </message>
    <message>
        <source>Looking for pictures… {count}</source>
        <translation>Buscando imágenes… {count}</translation>
    </message>
    <message>
        <source>Verified pictures</source>
        <translation>Imágenes verificadas</translation>
    </message>
    <message numerus="yes">
        <source>Verify %n empty picture(s)</source>
        <translation>
            <numerusform>Verificar %n imagen vacía</numerusform>
            <numerusform>Verificar %n imágenes vacías</numerusform>
        </translation>
    </message>
    <message>
        <source>{done} of {total} verified</source>
        <translation>{done} de {total} verificadas</translation>
    </message>
</context>
<context>
    <name>FormatCard</name>
    <message>
        <source>{format}, chosen</source>
        <translation>{format}, elegido</translation>
    </message>
</context>
<context>
    <name>Gallery</name>
    <message numerus="yes">
        <source>%n core(s)</source>
        <translation>
            <numerusform>%n núcleo</numerusform>
            <numerusform>%n núcleos</numerusform>
        </translation>
    </message>
    <message>
        <source>Not measured on this computer yet.</source>
        <translation>Aún sin medir en este equipo.</translation>
    </message>
    <message>
        <source>here</source>
        <translation>aquí</translation>
    </message>
    <message>
        <source>needs none</source>
        <translation>no los necesita</translation>
    </message>
    <message>
        <source>none are published: it learns whole, from scratch</source>
        <translation>no hay publicados: aprende entera, desde cero</translation>
    </message>
    <message>
        <source>not here</source>
        <translation>no están aquí</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>sin medir</translation>
    </message>
    <message>
        <source>not on this computer; take them from a file, or train it from scratch</source>
        <translation>no están en este equipo; tómalos de un archivo, o entrénala desde cero</translation>
    </message>
    <message>
        <source>not on this computer; {size} to download</source>
        <translation>no están en este equipo; {size} por descargar</translation>
    </message>
    <message>
        <source>to download</source>
        <translation>por descargar</translation>
    </message>
    <message>
        <source>{n} per second</source>
        <translation>{n} por segundo</translation>
    </message>
    <message>
        <source>{n} pictures a second at {size} pixels, on {where}, by {runtime}. Forward only, as for a frozen one.</source>
        <translation>{n} imágenes por segundo a {size} píxeles, con {where}, por {runtime}. Solo hacia delante, como una red congelada.</translation>
    </message>
    <message>
        <source>{title}, {family}, {year}: {parameters} parameters, {size}; weights: {state}; speed: {speed}</source>
        <translation>{title}, {family}, {year}: {parameters} parámetros, {size}; pesos: {state}; velocidad: {speed}</translation>
    </message>
    <message>
        <source>≈ {size}</source>
        <translation>≈ {size}</translation>
    </message>
</context>
<context>
    <name>GalleryPage</name>
    <message numerus="yes">
        <source>%n network(s)</source>
        <translation>
            <numerusform>%n red</numerusform>
            <numerusform>%n redes</numerusform>
        </translation>
    </message>
    <message>
        <source>A network of your own, layer by layer</source>
        <translation>Una red propia, capa por capa</translation>
    </message>
    <message>
        <source>Compose one…</source>
        <translation>Componer una…</translation>
    </message>
    <message>
        <source>Copy as a sentence</source>
        <translation>Copiar como frase</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Descargar</translation>
    </message>
    <message>
        <source>From scratch</source>
        <translation>Desde cero</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>Inspeccionar</translation>
    </message>
    <message>
        <source>Look for fewer words, or show them all.</source>
        <translation>Busca menos palabras, o muéstralas todas.</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Medir</translation>
    </message>
    <message numerus="yes">
        <source>Measure %n network(s)</source>
        <translation>
            <numerusform>Medir %n red</numerusform>
            <numerusform>Medir %n redes</numerusform>
        </translation>
    </message>
    <message>
        <source>Measure every network whose weights are on this computer: some seconds each</source>
        <translation>Medir cada red cuyos pesos están en este equipo: unos segundos cada una</translation>
    </message>
    <message>
        <source>Measure those here</source>
        <translation>Medir las de aquí</translation>
    </message>
    <message>
        <source>Networks</source>
        <translation>Redes</translation>
    </message>
    <message>
        <source>No network is like that</source>
        <translation>Ninguna red es así</translation>
    </message>
    <message>
        <source>Not now: what else is computed would make the figures wrong</source>
        <translation>Ahora no: lo que se calcula a la vez falsearía las cifras</translation>
    </message>
    <message>
        <source>Show all networks</source>
        <translation>Mostrar todas las redes</translation>
    </message>
    <message>
        <source>The download was stopped; it goes on where it was.</source>
        <translation>La descarga se detuvo; sigue donde estaba.</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Usarla</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Pesos</translation>
    </message>
    <message>
        <source>Weights of {name}</source>
        <translation>Pesos de {name}</translation>
    </message>
    <message>
        <source>looking for weights</source>
        <translation>buscando pesos</translation>
    </message>
    <message>
        <source>{shown} of {total} networks</source>
        <translation>{shown} de {total} redes</translation>
    </message>
</context>
<context>
    <name>GridWalk</name>
    <message>
        <source>Input</source>
        <translation>Entrada</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Salida</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>All {count}</source>
        <translation>Todas {count}</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtro</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Imágenes</translation>
    </message>
    <message>
        <source>Show as a grid</source>
        <translation>Ver en cuadrícula</translation>
    </message>
    <message>
        <source>Show as a list</source>
        <translation>Ver en lista</translation>
    </message>
    <message>
        <source>Sort</source>
        <translation>Ordenar</translation>
    </message>
    <message>
        <source>To do {count}</source>
        <translation>Por hacer {count}</translation>
    </message>
    <message>
        <source>Verified {count}</source>
        <translation>Verificadas {count}</translation>
    </message>
</context>
<context>
    <name>HeatCard</name>
    <message>
        <source>Looking for the parts that decided…</source>
        <translation>Buscando las partes que decidieron…</translation>
    </message>
    <message>
        <source>Save as PNG…</source>
        <translation>Guardar como PNG…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Parar</translation>
    </message>
    <message>
        <source>Stopped. Choose a method to look again.</source>
        <translation>Detenido. Elige un método para mirar de nuevo.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
</context>
<context>
    <name>HeatPart</name>
    <message>
        <source>Epoch {number}</source>
        <translation>Época {number}</translation>
    </message>
    <message>
        <source>The best epoch</source>
        <translation>La mejor época</translation>
    </message>
</context>
<context>
    <name>HeatView</name>
    <message>
        <source>The heat over the picture</source>
        <translation>El calor sobre la imagen</translation>
    </message>
</context>
<context>
    <name>HintBubble</name>
    <message>
        <source>Do not show this hint again</source>
        <translation>No mostrar más esta pista</translation>
    </message>
</context>
<context>
    <name>HintList</name>
    <message>
        <source>All boxes there? Mark the picture as verified</source>
        <translation>¿Están todas las cajas? Marca la imagen como verificada</translation>
    </message>
    <message>
        <source>Draw a box with the mouse, corner to corner</source>
        <translation>Dibuja una caja con el ratón, de esquina a esquina</translation>
    </message>
    <message>
        <source>Enough to begin: train, and label on meanwhile</source>
        <translation>Basta para empezar: entrena y sigue etiquetando mientras</translation>
    </message>
    <message>
        <source>Every action and picture is found here</source>
        <translation>Aquí se encuentra cualquier acción o imagen</translation>
    </message>
    <message>
        <source>Proposals become yours when you accept them</source>
        <translation>Las propuestas son tuyas cuando las aceptas</translation>
    </message>
</context>
<context>
    <name>InsidePages</name>
    <message>
        <source>Every layer of the network, and what it makes of the picture, down to one number</source>
        <translation>Cada capa de la red y lo que hace con la imagen, hasta llegar a un solo número</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filtros</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Capas</translation>
    </message>
    <message>
        <source>Top answers</source>
        <translation>Mejores respuestas</translation>
    </message>
    <message>
        <source>What the network looks for: its first filters, what excites a unit, and its dreams</source>
        <translation>Qué busca la red: sus primeros filtros, qué activa una unidad y sus sueños</translation>
    </message>
    <message>
        <source>What the network says of the picture as it is, with percentages</source>
        <translation>Qué dice la red de la imagen tal como es, con porcentajes</translation>
    </message>
    <message>
        <source>Which part of the picture decided, and how little has to change for another answer</source>
        <translation>Qué parte de la imagen decidió, y qué poco tiene que cambiar para que la respuesta sea otra</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>¿Por qué?</translation>
    </message>
</context>
<context>
    <name>InsidePlace</name>
    <message>
        <source>Choose a picture in Label: what the network sees in it is shown here.</source>
        <translation>Elige una imagen en Etiquetar: aquí se muestra lo que la red ve en ella.</translation>
    </message>
    <message>
        <source>Go to Label</source>
        <translation>Ir a Etiquetar</translation>
    </message>
    <message>
        <source>Go to Train</source>
        <translation>Ir a Entrenar</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Red</translation>
    </message>
    <message>
        <source>No network yet</source>
        <translation>Aún no hay red</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>Sin imagen</translation>
    </message>
    <message>
        <source>Train a model, or put pretrained weights on this computer, to look inside.</source>
        <translation>Entrena un modelo, o pon pesos preentrenados en este equipo, para mirar por dentro.</translation>
    </message>
</context>
<context>
    <name>InspectPage</name>
    <message>
        <source>A new classifier with so many labels behind the frozen network</source>
        <translation>Un clasificador nuevo con tantas etiquetas detrás de la red congelada</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Lote</translation>
    </message>
    <message>
        <source>Choose this network for the next training</source>
        <translation>Elegir esta red para el próximo entrenamiento</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Copy the layers, to paste them into a table</source>
        <translation>Copiar las capas, para pegarlas en una tabla</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Entrada</translation>
    </message>
    <message>
        <source>Input height</source>
        <translation>Alto de la entrada</translation>
    </message>
    <message>
        <source>Input width</source>
        <translation>Ancho de la entrada</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>Inspeccionar</translation>
    </message>
    <message>
        <source>Inspect: {network}</source>
        <translation>Inspeccionar: {network}</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Etiquetas</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Red</translation>
    </message>
    <message>
        <source>Pictures of one training step</source>
        <translation>Imágenes de un paso de entrenamiento</translation>
    </message>
    <message>
        <source>Save CSV…</source>
        <translation>Guardar CSV…</translation>
    </message>
    <message>
        <source>Save the layers</source>
        <translation>Guardar las capas</translation>
    </message>
    <message>
        <source>The layers are in {file}.</source>
        <translation>Las capas están en {file}.</translation>
    </message>
    <message>
        <source>The network is being inspected</source>
        <translation>Se está inspeccionando la red</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Usarla</translation>
    </message>
    <message>
        <source>Write the layers into a file</source>
        <translation>Escribir las capas en un archivo</translation>
    </message>
    <message>
        <source>its own</source>
        <translation>las suyas</translation>
    </message>
    <message>
        <source>layers of {network}</source>
        <translation>capas de {network}</translation>
    </message>
    <message>
        <source>with classifiers in its middle</source>
        <translation>con clasificadores en el medio</translation>
    </message>
    <message>
        <source>{name} (yours)</source>
        <translation>{name} (tuya)</translation>
    </message>
</context>
<context>
    <name>IouPage</name>
    <message>
        <source>10 × 10 and 10 × 10, shifted by 5: 25/175</source>
        <translation>10 × 10 y 10 × 10, desplazadas 5: 25/175</translation>
    </message>
    <message>
        <source>A close fit: AP50 and AP75 both count it as found.</source>
        <translation>Muy ajustada: AP50 y AP75 la cuentan como hallada.</translation>
    </message>
    <message>
        <source>AP50 counts it as found, AP75 does not.</source>
        <translation>AP50 la cuenta como hallada, AP75 no.</translation>
    </message>
    <message>
        <source>Below 0.5: as an answer it would count as wrong, and the object as missed.</source>
        <translation>Menos de 0,5: como respuesta contaría como error, y el objeto como no hallado.</translation>
    </message>
    <message>
        <source>Box {n}</source>
        <translation>Caja {n}</translation>
    </message>
    <message>
        <source>Choose a picture in Label first.</source>
        <translation>Elige primero una imagen en Etiquetar.</translation>
    </message>
    <message>
        <source>How well two boxes agree: what they share, divided by what they cover together. Drag a box or its corners; 1 and 2 choose a box, the arrows move it, with Shift they resize it.</source>
        <translation>Cuánto coinciden dos cajas: lo que comparten dividido entre lo que cubren juntas. Arrastra una caja o sus esquinas; 1 y 2 eligen la caja, las flechas la mueven y con Mayús cambian su tamaño.</translation>
    </message>
    <message>
        <source>IoU = {value}</source>
        <translation>IoU = {value}</translation>
    </message>
    <message>
        <source>Just enough for AP50: 1/2</source>
        <translation>Lo justo para AP50: 1/2</translation>
    </message>
    <message>
        <source>On your picture</source>
        <translation>Sobre tu imagen</translation>
    </message>
    <message>
        <source>One inside the other: 1/4</source>
        <translation>Una dentro de otra: 1/4</translation>
    </message>
    <message>
        <source>Overlap (IoU)</source>
        <translation>Solape (IoU)</translation>
    </message>
    <message>
        <source>Shared (intersection): {n}</source>
        <translation>Común (intersección): {n}</translation>
    </message>
    <message>
        <source>Side by side: 0</source>
        <translation>Una junto a otra: 0</translation>
    </message>
    <message>
        <source>Small whole numbers, to do the sum by hand.</source>
        <translation>Números pequeños y enteros, para hacer la cuenta a mano.</translation>
    </message>
    <message>
        <source>Squared paper</source>
        <translation>Papel cuadriculado</translation>
    </message>
    <message>
        <source>The picture that is chosen in Label, with your own box and what a run suggests, where there are.</source>
        <translation>La imagen elegida en Etiquetar, con tu caja y la que propone una ejecución, si las hay.</translation>
    </message>
    <message>
        <source>The same box twice: 1</source>
        <translation>La misma caja dos veces: 1</translation>
    </message>
    <message>
        <source>They share nothing.</source>
        <translation>No comparten nada.</translation>
    </message>
    <message>
        <source>Together (union): {sum}</source>
        <translation>Juntas (unión): {sum}</translation>
    </message>
    <message>
        <source>Two boxes</source>
        <translation>Dos cajas</translation>
    </message>
    <message>
        <source>Your picture</source>
        <translation>Tu imagen</translation>
    </message>
    <message>
        <source>{box}, proposed: {label}</source>
        <translation>{box}, propuesta: {label}</translation>
    </message>
    <message>
        <source>{box}, yours: {label}</source>
        <translation>{box}, tuya: {label}</translation>
    </message>
    <message>
        <source>{name}: {sides}</source>
        <translation>{name}: {sides}</translation>
    </message>
</context>
<context>
    <name>KernelCard</name>
    <message>
        <source>All zeros</source>
        <translation>Todo ceros</translation>
    </message>
    <message>
        <source>Dilated it reaches over {rows} × {columns}</source>
        <translation>Dilatado abarca {rows} × {columns}</translation>
    </message>
    <message>
        <source>Dilated: {numbers}</source>
        <translation>Dilatado: {numbers}</translation>
    </message>
    <message>
        <source>Kernel</source>
        <translation>Núcleo</translation>
    </message>
    <message>
        <source>Kernel of filter {n}</source>
        <translation>Núcleo del filtro {n}</translation>
    </message>
    <message>
        <source>Make left and right alike</source>
        <translation>Igualar izquierda y derecha</translation>
    </message>
    <message>
        <source>Make top and bottom alike</source>
        <translation>Igualar arriba y abajo</translation>
    </message>
    <message>
        <source>Mixing weights of filter {n}</source>
        <translation>Pesos de mezcla del filtro {n}</translation>
    </message>
    <message>
        <source>Normalise: divide by the sum, so that brightness stays</source>
        <translation>Normalizar: dividir entre la suma, para que se conserve el brillo</translation>
    </message>
    <message>
        <source>Numbers of the kernel</source>
        <translation>Números del núcleo</translation>
    </message>
    <message>
        <source>Sum of the weights: {n}</source>
        <translation>Suma de los pesos: {n}</translation>
    </message>
    <message>
        <source>Turn it half round: the convolution of mathematics</source>
        <translation>Darle media vuelta: la convolución de las matemáticas</translation>
    </message>
    <message>
        <source>Your own numbers. Click a cell and type.</source>
        <translation>Tus propios números. Haz clic en una celda y escribe.</translation>
    </message>
</context>
<context>
    <name>KernelsPage</name>
    <message>
        <source>Blue numbers add, yellow ones take away.</source>
        <translation>Los números azules suman, los amarillos restan.</translation>
    </message>
    <message>
        <source>How to read them</source>
        <translation>Cómo se leen</translation>
    </message>
    <message>
        <source>Kernels</source>
        <translation>Núcleos</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>No hay imagen</translation>
    </message>
    <message>
        <source>The same picture under each kernel of the course: edges, blur, sharpening. Click one to walk through it number by number.</source>
        <translation>La misma imagen con cada núcleo del curso: bordes, desenfoque, nitidez. Haz clic en uno para recorrerlo número a número.</translation>
    </message>
    <message>
        <source>Weights that add up to 0 find edges: black where nothing changes, the brighter the more.</source>
        <translation>Los pesos que suman 0 encuentran bordes: negro donde nada cambia; cuanto más claro, más cambia.</translation>
    </message>
    <message>
        <source>Weights that add up to 1 keep the brightness: the picture stays, blurred or sharper.</source>
        <translation>Los pesos que suman 1 conservan el brillo: queda la imagen, más borrosa o más nítida.</translation>
    </message>
    <message>
        <source>Your picture, each colour by itself</source>
        <translation>Tu imagen, cada color por separado</translation>
    </message>
    <message>
        <source>Your picture, its brightness</source>
        <translation>Tu imagen, su brillo</translation>
    </message>
</context>
<context>
    <name>KeyField</name>
    <message>
        <source>Press keys…</source>
        <translation>Pulsa teclas…</translation>
    </message>
    <message>
        <source>Press the new keys, or Esc to keep the old ones</source>
        <translation>Pulsa las teclas nuevas, o Esc para dejar las de antes</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ninguna</translation>
    </message>
</context>
<context>
    <name>KeyRow</name>
    <message>
        <source>Default keys again</source>
        <translation>Volver a las teclas de fábrica</translation>
    </message>
    <message>
        <source>Keys of {action}</source>
        <translation>Teclas de {action}</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Dejarlo</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>Sin tecla</translation>
    </message>
    <message>
        <source>Use it here</source>
        <translation>Usarla aquí</translation>
    </message>
    <message>
        <source>{key} is for “{action}”.</source>
        <translation>{key} es de «{action}».</translation>
    </message>
</context>
<context>
    <name>KeysSection</name>
    <message>
        <source>All default keys again</source>
        <translation>Todas las teclas de fábrica</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>En todas partes</translation>
    </message>
    <message>
        <source>Find an action</source>
        <translation>Buscar una acción</translation>
    </message>
    <message>
        <source>Find an action…</source>
        <translation>Buscar una acción…</translation>
    </message>
    <message>
        <source>In the list of objects</source>
        <translation>En la lista de objetos</translation>
    </message>
    <message>
        <source>In the list of pictures</source>
        <translation>En la lista de imágenes</translation>
    </message>
    <message>
        <source>In the picture</source>
        <translation>En la imagen</translation>
    </message>
    <message>
        <source>In the place Inside</source>
        <translation>En Por dentro</translation>
    </message>
    <message>
        <source>No action is called that.</source>
        <translation>Ninguna acción se llama así.</translation>
    </message>
</context>
<context>
    <name>LabFiles</name>
    <message>
        <source>Save as CSV</source>
        <translation>Guardar como CSV</translation>
    </message>
    <message>
        <source>Save as GIF</source>
        <translation>Guardar como GIF</translation>
    </message>
    <message>
        <source>Save as PNG</source>
        <translation>Guardar como PNG</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>Guardado: {file}</translation>
    </message>
</context>
<context>
    <name>LabLayers</name>
    <message>
        <source>Convolution</source>
        <translation>Convolución</translation>
    </message>
    <message>
        <source>Dense</source>
        <translation>Densa</translation>
    </message>
    <message>
        <source>Depthwise</source>
        <translation>Por canal</translation>
    </message>
    <message>
        <source>Flatten</source>
        <translation>Aplanar</translation>
    </message>
    <message>
        <source>Pooling</source>
        <translation>Agrupación</translation>
    </message>
    <message>
        <source>Separable</source>
        <translation>Separable</translation>
    </message>
    <message>
        <source>Transposed</source>
        <translation>Traspuesta</translation>
    </message>
</context>
<context>
    <name>LabPage</name>
    <message>
        <source>Examples</source>
        <translation>Ejemplos</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>The course's examples, with the answers it gives.</source>
        <translation>Los ejemplos del curso, con las respuestas que da.</translation>
    </message>
    <message>
        <source>This page as PNG…</source>
        <translation>Esta página como PNG…</translation>
    </message>
    <message>
        <source>Write what is shown to a file.</source>
        <translation>Guardar en un archivo lo que se muestra.</translation>
    </message>
</context>
<context>
    <name>LabPages</name>
    <message>
        <source>A kernel over numbers or a picture</source>
        <translation>Un núcleo sobre números o una imagen</translation>
    </message>
    <message>
        <source>Activations, softmax, dense, normalising</source>
        <translation>Activaciones, softmax, capa densa, normalización</translation>
    </message>
    <message>
        <source>Anchors</source>
        <translation>Anclas</translation>
    </message>
    <message>
        <source>Average precision</source>
        <translation>Precisión media</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>Cajas</translation>
    </message>
    <message>
        <source>Convolution</source>
        <translation>Convolución</translation>
    </message>
    <message>
        <source>Four ways down one surface</source>
        <translation>Cuatro caminos de bajada</translation>
    </message>
    <message>
        <source>How well two boxes agree</source>
        <translation>Cuánto coinciden dos cajas</translation>
    </message>
    <message>
        <source>Kernels</source>
        <translation>Núcleos</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Capas</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>Aprendizaje</translation>
    </message>
    <message>
        <source>Maximum, average, sum</source>
        <translation>Máximo, media, suma</translation>
    </message>
    <message>
        <source>Optimisers</source>
        <translation>Optimizadores</translation>
    </message>
    <message>
        <source>Overlap (IoU)</source>
        <translation>Solape (IoU)</translation>
    </message>
    <message>
        <source>Places, and one convolution for all</source>
        <translation>Lugares, y una convolución para todos</translation>
    </message>
    <message>
        <source>Pooling</source>
        <translation>Agrupación</translation>
    </message>
    <message>
        <source>Receptive field</source>
        <translation>Campo receptivo</translation>
    </message>
    <message>
        <source>Shapes and weights, layer by layer</source>
        <translation>Formas y pesos, capa a capa</translation>
    </message>
    <message>
        <source>Shapes found by k-means</source>
        <translation>Formas halladas con k-medias</translation>
    </message>
    <message>
        <source>Sizes</source>
        <translation>Tamaños</translation>
    </message>
    <message>
        <source>Sliding window</source>
        <translation>Ventana deslizante</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Pasos de cálculo</translation>
    </message>
    <message>
        <source>Suppression</source>
        <translation>Supresión</translation>
    </message>
    <message>
        <source>The best box stays</source>
        <translation>Se queda la mejor caja</translation>
    </message>
    <message>
        <source>The course's kernels on your picture</source>
        <translation>Los núcleos del curso sobre tu imagen</translation>
    </message>
    <message>
        <source>The way back to a larger map</source>
        <translation>El camino de vuelta a un mapa mayor</translation>
    </message>
    <message>
        <source>Transposed</source>
        <translation>Traspuesta</translation>
    </message>
    <message>
        <source>What a number of a deep layer sees</source>
        <translation>Lo que ve un número de una capa profunda</translation>
    </message>
    <message>
        <source>Windows and weights</source>
        <translation>Ventanas y pesos</translation>
    </message>
    <message>
        <source>mAP from a ranked list</source>
        <translation>mAP a partir de una lista ordenada</translation>
    </message>
</context>
<context>
    <name>LabPlace</name>
    <message>
        <source>Lab: {page}</source>
        <translation>Laboratorio: {page}</translation>
    </message>
</context>
<context>
    <name>LabSteps</name>
    <message>
        <source>A bend after every sum: without it all layers would be one.</source>
        <translation>Una función no lineal tras cada suma: sin ella, todas las capas serían una sola.</translation>
    </message>
    <message>
        <source>A label becomes a row of zeros with a single 1 at its place.</source>
        <translation>Una etiqueta se vuelve una fila de ceros con un solo 1 en su lugar.</translation>
    </message>
    <message>
        <source>A map, a |, and a row of weights for each neuron</source>
        <translation>Un mapa, una | y una fila de pesos por neurona</translation>
    </message>
    <message>
        <source>A row for each name</source>
        <translation>Una fila por nombre</translation>
    </message>
    <message>
        <source>A row for each picture of the batch, a column for each channel</source>
        <translation>Una fila por imagen del lote, una columna por canal</translation>
    </message>
    <message>
        <source>A strong answer quietens the same place of the channels beside it.</source>
        <translation>Una respuesta fuerte acalla el mismo lugar de los canales vecinos.</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>Activación</translation>
    </message>
    <message>
        <source>All numbers in one row; each neuron has a weight for every one of them, and a bias.</source>
        <translation>Todos los números en una fila; cada neurona tiene un peso para cada uno y un sesgo.</translation>
    </message>
    <message>
        <source>Any numbers become shares that add up to 1: the larger, the more.</source>
        <translation>Cualquier lista de números se vuelve partes que suman 1: cuanto mayor, más.</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Lote</translation>
    </message>
    <message>
        <source>Batch normalisation</source>
        <translation>Normalización por lotes</translation>
    </message>
    <message>
        <source>Channel times share</source>
        <translation>Canal por su parte</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>Canales</translation>
    </message>
    <message>
        <source>Divided</source>
        <translation>Dividido</translation>
    </message>
    <message>
        <source>Divisor</source>
        <translation>Divisor</translation>
    </message>
    <message>
        <source>Each channel is weighed by what the whole picture says: squeeze, reduce, expand, multiply.</source>
        <translation>Cada canal se pondera según lo que dice toda la imagen: comprimir, reducir, ampliar, multiplicar.</translation>
    </message>
    <message>
        <source>Each channel of a batch is brought to mean 0 and variance 1, then scaled and shifted.</source>
        <translation>Cada canal del lote se lleva a media 0 y varianza 1; después se escala y se desplaza.</translation>
    </message>
    <message>
        <source>Expanded, then sigmoid</source>
        <translation>Ampliado, luego sigmoide</translation>
    </message>
    <message>
        <source>Flatten and dense</source>
        <translation>Aplanar y densa</translation>
    </message>
    <message>
        <source>Flattened</source>
        <translation>Aplanado</translation>
    </message>
    <message>
        <source>How many indices it takes to name one number.</source>
        <translation>Cuántos índices hacen falta para nombrar un número.</translation>
    </message>
    <message>
        <source>In SENet: 256 → 16 → 256</source>
        <translation>En SENet: 256 → 16 → 256</translation>
    </message>
    <message>
        <source>Labels in their order</source>
        <translation>Las etiquetas en orden</translation>
    </message>
    <message>
        <source>Less the largest</source>
        <translation>Menos el mayor</translation>
    </message>
    <message>
        <source>Local response normalisation</source>
        <translation>Normalización de respuesta local</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Mapa</translation>
    </message>
    <message>
        <source>Mean of each channel</source>
        <translation>Media de cada canal</translation>
    </message>
    <message>
        <source>Names of labels, with spaces between them</source>
        <translation>Nombres de etiquetas separados por espacios</translation>
    </message>
    <message>
        <source>Normalised</source>
        <translation>Normalizado</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>Números</translation>
    </message>
    <message>
        <source>Numbers, with spaces between them</source>
        <translation>Números separados por espacios</translation>
    </message>
    <message>
        <source>One number for each channel</source>
        <translation>Un número por canal</translation>
    </message>
    <message>
        <source>One-hot</source>
        <translation>Uno entre varios (one-hot)</translation>
    </message>
    <message>
        <source>Parameters: (inputs + 1) · outputs = {formula}</source>
        <translation>Parámetros: (entradas + 1) · salidas = {formula}</translation>
    </message>
    <message>
        <source>Products, a row a neuron</source>
        <translation>Productos, una fila por neurona</translation>
    </message>
    <message>
        <source>Reduced, then ReLU</source>
        <translation>Reducido, luego ReLU</translation>
    </message>
    <message>
        <source>Shares (probabilities)</source>
        <translation>Partes (probabilidades)</translation>
    </message>
    <message>
        <source>So that no power overflows; the shares stay.</source>
        <translation>Para que ninguna potencia se desborde; las partes no cambian.</translation>
    </message>
    <message>
        <source>Softmax</source>
        <translation>Softmax</translation>
    </message>
    <message>
        <source>Squares</source>
        <translation>Cuadrados</translation>
    </message>
    <message>
        <source>Squeeze and excitation</source>
        <translation>Compresión y excitación</translation>
    </message>
    <message>
        <source>Squeezed: the mean of each channel</source>
        <translation>Comprimido: la media de cada canal</translation>
    </message>
    <message>
        <source>Sum over three neighbours</source>
        <translation>Suma de tres vecinos</translation>
    </message>
    <message>
        <source>Sums</source>
        <translation>Sumas</translation>
    </message>
    <message>
        <source>Tensors of rank 0 to 3</source>
        <translation>Tensores de rango 0 a 3</translation>
    </message>
    <message>
        <source>The mean of each of four channels</source>
        <translation>La media de cada uno de cuatro canales</translation>
    </message>
    <message>
        <source>Their sum: {n}</source>
        <translation>Su suma: {n}</translation>
    </message>
    <message>
        <source>They add up to {n}</source>
        <translation>Suman {n}</translation>
    </message>
    <message>
        <source>Variance of each channel</source>
        <translation>Varianza de cada canal</translation>
    </message>
    <message>
        <source>{idea} Its shape: {shape}</source>
        <translation>{idea} Su forma: {shape}</translation>
    </message>
</context>
<context>
    <name>LabWords</name>
    <message>
        <source>1 × 1 (mixes channels)</source>
        <translation>1 × 1 (mezcla canales)</translation>
    </message>
    <message>
        <source>A filter reads all channels at once and adds up all products: one number a place.</source>
        <translation>Un filtro lee todos los canales a la vez y suma todos los productos: un número por lugar.</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>Azul</translation>
    </message>
    <message>
        <source>By channel (depthwise)</source>
        <translation>Por canal (depthwise)</translation>
    </message>
    <message>
        <source>Channel {n}</source>
        <translation>Canal {n}</translation>
    </message>
    <message>
        <source>Convolution (2-D)</source>
        <translation>Convolución (2-D)</translation>
    </message>
    <message>
        <source>Every channel has a kernel of its own, and the channels are not added up.</source>
        <translation>Cada canal tiene su propio núcleo y los canales no se suman.</translation>
    </message>
    <message>
        <source>First each channel by itself, then a 1 × 1 convolution mixes them: fewer parameters.</source>
        <translation>Primero cada canal por separado; después una convolución 1 × 1 los mezcla: menos parámetros.</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Verde</translation>
    </message>
    <message>
        <source>It looks at no neighbours: each filter mixes the channels of one pixel anew.</source>
        <translation>No mira a los vecinos: cada filtro mezcla de nuevo los canales de un píxel.</translation>
    </message>
    <message>
        <source>Over a sequence (1-D)</source>
        <translation>Sobre una sucesión (1-D)</translation>
    </message>
    <message>
        <source>Over a volume (3-D)</source>
        <translation>Sobre un volumen (3-D)</translation>
    </message>
    <message>
        <source>Own kernel</source>
        <translation>Núcleo propio</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>Rojo</translation>
    </message>
    <message>
        <source>Separable (with 1 × 1)</source>
        <translation>Separable (con 1 × 1)</translation>
    </message>
    <message>
        <source>Slice {n}</source>
        <translation>Corte {n}</translation>
    </message>
    <message>
        <source>The window has depth too, and slides through the slices: put | between slices.</source>
        <translation>La ventana también tiene fondo y se desliza por los cortes: pon | entre cortes.</translation>
    </message>
    <message>
        <source>The window slides along one axis: n numbers and m weights give n − m + 1 sums.</source>
        <translation>La ventana se desliza por un eje: n números y m pesos dan n − m + 1 sumas.</translation>
    </message>
</context>
<context>
    <name>LabelCommands</name>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>“{label}” is archived. Its boxes are kept, but not used for training or export.</source>
        <translation>«{label}» está archivada. Sus cajas se conservan, pero no se usan para entrenar ni exportar.</translation>
    </message>
    <message>
        <source>“{label}” is part of “{other}” now.</source>
        <translation>«{label}» ahora es parte de «{other}».</translation>
    </message>
</context>
<context>
    <name>LabelDelegate</name>
    <message>
        <source>New name</source>
        <translation>Nombre nuevo</translation>
    </message>
</context>
<context>
    <name>LabelField</name>
    <message>
        <source>Labels</source>
        <translation>Etiquetas</translation>
    </message>
    <message>
        <source>Name of the label</source>
        <translation>Nombre de la etiqueta</translation>
    </message>
    <message>
        <source>New label “{name}”</source>
        <translation>Etiqueta nueva «{name}»</translation>
    </message>
</context>
<context>
    <name>LabelList</name>
    <message>
        <source>Labels</source>
        <translation>Etiquetas</translation>
    </message>
</context>
<context>
    <name>LabelMenus</name>
    <message>
        <source>Add a label</source>
        <translation>Añadir una etiqueta</translation>
    </message>
    <message>
        <source>Any colour…</source>
        <translation>Cualquier color…</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archivar</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>Recuperar</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Color</translation>
    </message>
    <message>
        <source>Colour of “{label}”</source>
        <translation>Color de «{label}»</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Tecla</translation>
    </message>
    <message>
        <source>Merge into</source>
        <translation>Unir con</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Ninguna</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Renombrar</translation>
    </message>
    <message>
        <source>Show its pictures</source>
        <translation>Ver sus imágenes</translation>
    </message>
</context>
<context>
    <name>LabelPlace</name>
    <message>
        <source>In this picture</source>
        <translation>En esta imagen</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Etiquetas</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Imágenes</translation>
    </message>
    <message>
        <source>Show or hide the panel: {panel}</source>
        <translation>Mostrar u ocultar el panel: {panel}</translation>
    </message>
</context>
<context>
    <name>LabelRows</name>
    <message>
        <source>Answered: {label}</source>
        <translation>Respondió: {label}</translation>
    </message>
    <message>
        <source>Best score</source>
        <translation>Umbral</translation>
    </message>
    <message>
        <source>Click a figure to see its pictures.</source>
        <translation>Haz clic en una cifra para ver sus imágenes.</translation>
    </message>
    <message>
        <source>Counted over answers with a score of {score} or more.</source>
        <translation>Contado sobre las respuestas con una puntuación de {score} o más.</translation>
    </message>
    <message>
        <source>From the surest “{label}” on, {share} of 100 are right on average, until all {wanted} are found.</source>
        <translation>Desde el «{label}» más seguro, {share} de 100 son correctos de media, hasta encontrar los {wanted}.</translation>
    </message>
    <message>
        <source>How often the label occurs in the scored pictures.</source>
        <translation>Cuántas veces aparece la etiqueta en las imágenes evaluadas.</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Etiqueta</translation>
    </message>
    <message>
        <source>No “{label}” is right at any score.</source>
        <translation>Ningún «{label}» es correcto con ninguna puntuación.</translation>
    </message>
    <message>
        <source>Of all there is of this label, how much was found.</source>
        <translation>De todo lo que hay de esta etiqueta, cuánto se encontró.</translation>
    </message>
    <message>
        <source>Of its answers with this label, how many are right.</source>
        <translation>De sus respuestas con esta etiqueta, cuántas son correctas.</translation>
    </message>
    <message>
        <source>Of {answered} times that it said “{label}”, {hits} were right.</source>
        <translation>De {answered} veces que dijo «{label}», acertó {hits}.</translation>
    </message>
    <message>
        <source>Of {wanted} “{label}”, it found {hits}.</source>
        <translation>De {wanted} «{label}», encontró {hits}.</translation>
    </message>
    <message>
        <source>Precision and recall in one number, near the lower of the two.</source>
        <translation>Precisión y exhaustividad en un número, cerca de la menor.</translation>
    </message>
    <message>
        <source>Precision over all recalls, when boxes share at least half of their area.</source>
        <translation>Precisión a lo largo de toda la exhaustividad, cuando las cajas comparten al menos media superficie.</translation>
    </message>
    <message>
        <source>Precision {precision} and recall {recall} of “{label}” in one number.</source>
        <translation>Precisión {precision} y exhaustividad {recall} de «{label}» en un número.</translation>
    </message>
    <message>
        <source>Shown from {best} on, “{label}” would have its best F1 on these pictures.</source>
        <translation>Mostrado desde {best}, «{label}» tendría su mejor F1 en estas imágenes.</translation>
    </message>
    <message>
        <source>Shown from {best} on, “{label}” would have its best F1 on these pictures; the model shows it from {score} on.</source>
        <translation>Mostrado desde {best}, «{label}» tendría su mejor F1 en estas imágenes; el modelo lo muestra desde {score}.</translation>
    </message>
    <message>
        <source>Support</source>
        <translation>Casos</translation>
    </message>
    <message>
        <source>The score from which the label’s own F1 is best on these pictures. The model shows all labels from one score on; this says for which of them it is too high or too low.</source>
        <translation>La puntuación desde la que el F1 de la etiqueta es mejor en estas imágenes. El modelo muestra todas las etiquetas desde una misma puntuación; esto dice para cuáles es demasiado alta o baja.</translation>
    </message>
    <message>
        <source>There is: {label}</source>
        <translation>Hay: {label}</translation>
    </message>
    <message>
        <source>There or answered: {label}</source>
        <translation>Hay o respondió: {label}</translation>
    </message>
    <message>
        <source>“{label}” occurs {count} times in {pictures} pictures.</source>
        <translation>«{label}» aparece {count} veces en {pictures} imágenes.</translation>
    </message>
</context>
<context>
    <name>LabelTable</name>
    <message>
        <source>Boxes</source>
        <translation>Cajas</translation>
    </message>
    <message>
        <source>Copy the row</source>
        <translation>Copiar la fila</translation>
    </message>
    <message>
        <source>Double click or Enter shows the pictures of a label</source>
        <translation>Doble clic o Intro muestra las imágenes de una etiqueta</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Etiqueta</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Imágenes</translation>
    </message>
    <message>
        <source>Pictures and boxes of each label</source>
        <translation>Imágenes y cajas de cada etiqueta</translation>
    </message>
    <message>
        <source>Show its pictures</source>
        <translation>Ver sus imágenes</translation>
    </message>
    <message>
        <source>Show those in {split}</source>
        <translation>Ver las de {split}</translation>
    </message>
    <message>
        <source>What there is to learn from</source>
        <translation>Lo que hay para aprender</translation>
    </message>
</context>
<context>
    <name>LabelWords</name>
    <message numerus="yes">
        <source>%n object(s)</source>
        <translation>
            <numerusform>%n objeto</numerusform>
            <numerusform>%n objetos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n imagen</numerusform>
            <numerusform>%n imágenes</numerusform>
        </translation>
    </message>
    <message>
        <source>the whole picture</source>
        <translation>la imagen entera</translation>
    </message>
    <message>
        <source>{objects} in {pictures}</source>
        <translation>{objects} en {pictures}</translation>
    </message>
</context>
<context>
    <name>LabelsPanel</name>
    <message>
        <source>Add a label</source>
        <translation>Añadir una etiqueta</translation>
    </message>
    <message>
        <source>Draw a box and name it, or add a label here.</source>
        <translation>Dibuja una caja y ponle nombre, o añade aquí una etiqueta.</translation>
    </message>
    <message>
        <source>Find a label</source>
        <translation>Buscar una etiqueta</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Etiquetas</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Más</translation>
    </message>
    <message>
        <source>Name of the new label</source>
        <translation>Nombre de la etiqueta nueva</translation>
    </message>
    <message>
        <source>No labels yet</source>
        <translation>Aún no hay etiquetas</translation>
    </message>
    <message>
        <source>Off: a digit gives a picture its one label. On: a digit adds a label to those it has, or takes it away; training then learns each label by itself.</source>
        <translation>Apagado: un dígito da a la imagen su única etiqueta. Encendido: un dígito añade una etiqueta a las que tiene, o la quita; el entrenamiento aprende entonces cada etiqueta por separado.</translation>
    </message>
    <message>
        <source>Rename the label</source>
        <translation>Renombrar la etiqueta</translation>
    </message>
    <message>
        <source>Several labels per picture</source>
        <translation>Varias etiquetas por imagen</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>Trabajando</translation>
    </message>
</context>
<context>
    <name>LateUndo</name>
    <message>
        <source>Other things were done since.</source>
        <translation>Después se han hecho otras cosas.</translation>
    </message>
    <message>
        <source>{key} goes back step by step.</source>
        <translation>{key} deshace paso a paso.</translation>
    </message>
</context>
<context>
    <name>LayerChoice</name>
    <message>
        <source>A unit is one map of the layer: one kind of thing that it looks for.</source>
        <translation>Una unidad es un mapa de la capa: un tipo de cosa que busca.</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Todas</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Capa</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Unidad</translation>
    </message>
</context>
<context>
    <name>LayerDelegate</name>
    <message>
        <source>sees {field}</source>
        <translation>ve {field}</translation>
    </message>
</context>
<context>
    <name>LayerFacts</name>
    <message>
        <source>Answer</source>
        <translation>Respuesta</translation>
    </message>
    <message>
        <source>Facts of the layer</source>
        <translation>Datos de la capa</translation>
    </message>
    <message>
        <source>How large the kernel is, and how it goes over its input</source>
        <translation>El tamaño del núcleo y cómo recorre su entrada</translation>
    </message>
    <message>
        <source>Maps × height × width: what the layer makes of one picture</source>
        <translation>Mapas × alto × ancho: lo que la capa hace con una imagen</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Memoria</translation>
    </message>
    <message>
        <source>Numbers that the layer has learnt, with all inside it</source>
        <translation>Números que la capa ha aprendido, con todo lo que contiene</translation>
    </message>
    <message>
        <source>Of its answer for one picture, at four bytes a number</source>
        <translation>De su respuesta para una imagen, a cuatro bytes por número</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parámetros</translation>
    </message>
    <message>
        <source>Receptive field: the part of the picture that one number of the layer depends on. Worked out from kernels, strides and dilations on the way.</source>
        <translation>Campo receptivo: la parte de la imagen de la que depende un número de la capa. Se calcula con los núcleos, pasos y dilataciones del camino.</translation>
    </message>
    <message>
        <source>Sees</source>
        <translation>Ve</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Ventana</translation>
    </message>
    <message>
        <source>{field} (its window: {reach})</source>
        <translation>{field} (su ventana: {reach})</translation>
    </message>
</context>
<context>
    <name>LayerFields</name>
    <message>
        <source>Add one, or choose one in the list.</source>
        <translation>Añade una, o elige una de la lista.</translation>
    </message>
    <message>
        <source>No layer is chosen</source>
        <translation>Ninguna capa elegida</translation>
    </message>
    <message>
        <source>{n}. {kind}</source>
        <translation>{n}. {kind}</translation>
    </message>
</context>
<context>
    <name>LayerList</name>
    <message>
        <source>Layers</source>
        <translation>Capas</translation>
    </message>
    <message>
        <source>{name}: {kind}, {maps} maps of {width} × {height}, {parameters} parameters</source>
        <translation>{name}: {kind}, {maps} mapas de {width} × {height}, {parameters} parámetros</translation>
    </message>
    <message>
        <source>{name}: {kind}, {maps} numbers, {parameters} parameters</source>
        <translation>{name}: {kind}, {maps} números, {parameters} parámetros</translation>
    </message>
</context>
<context>
    <name>LayerTree</name>
    <message>
        <source>Copy as a sentence</source>
        <translation>Copiar como frase</translation>
    </message>
    <message>
        <source>Copy the name</source>
        <translation>Copiar el nombre</translation>
    </message>
    <message>
        <source>Copy the shape</source>
        <translation>Copiar la forma</translation>
    </message>
    <message>
        <source>Fold all</source>
        <translation>Plegar todo</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Capas</translation>
    </message>
    <message>
        <source>Unfold all</source>
        <translation>Desplegar todo</translation>
    </message>
</context>
<context>
    <name>LayerView</name>
    <message>
        <source>Copy the name</source>
        <translation>Copiar el nombre</translation>
    </message>
    <message>
        <source>Copy the shape</source>
        <translation>Copiar la forma</translation>
    </message>
    <message>
        <source>Fold all</source>
        <translation>Plegar todo</translation>
    </message>
    <message>
        <source>Height × width × maps of its answer for one picture</source>
        <translation>Alto × ancho × mapas de su respuesta para una imagen</translation>
    </message>
    <message>
        <source>Its answer for one picture in float32; – where it writes over its input</source>
        <translation>Su respuesta para una imagen en float32; – donde escribe sobre su entrada</translation>
    </message>
    <message>
        <source>Its name in the network; a block holds what is inside it</source>
        <translation>Su nombre en la red; un bloque contiene lo que hay dentro</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Tipo</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Capa</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Capas</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Memoria</translation>
    </message>
    <message>
        <source>Numbers that it has learnt</source>
        <translation>Números que ha aprendido</translation>
    </message>
    <message>
        <source>Of them, those that a training would change</source>
        <translation>De ellos, los que cambiaría un entrenamiento</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Salida</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parámetros</translation>
    </message>
    <message>
        <source>Trainable</source>
        <translation>Entrenables</translation>
    </message>
    <message>
        <source>Unfold all</source>
        <translation>Desplegar todo</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Qué hace</translation>
    </message>
</context>
<context>
    <name>LayerWords</name>
    <message>
        <source>dilation {number}</source>
        <translation>dilatación {number}</translation>
    </message>
    <message>
        <source>padding {number}</source>
        <translation>relleno {number}</translation>
    </message>
    <message>
        <source>stride {number}</source>
        <translation>paso {number}</translation>
    </message>
    <message>
        <source>the whole picture</source>
        <translation>toda la imagen</translation>
    </message>
    <message>
        <source>{width} × {height} pixels</source>
        <translation>{width} × {height} píxeles</translation>
    </message>
</context>
<context>
    <name>LayersPage</name>
    <message>
        <source>Map more opaque</source>
        <translation>Mapa más opaco</translation>
    </message>
    <message>
        <source>Map more transparent</source>
        <translation>Mapa más transparente</translation>
    </message>
</context>
<context>
    <name>LayersSide</name>
    <message numerus="yes">
        <source>%n layer(s)</source>
        <translation>
            <numerusform>%n capa</numerusform>
            <numerusform>%n capas</numerusform>
        </translation>
    </message>
    <message>
        <source>Fold all blocks</source>
        <translation>Plegar todos los bloques</translation>
    </message>
    <message>
        <source>No layer is called so.</source>
        <translation>Ninguna capa se llama así.</translation>
    </message>
    <message>
        <source>Search layers</source>
        <translation>Buscar capas</translation>
    </message>
    <message>
        <source>Search: conv, 3x3, 512 …</source>
        <translation>Buscar: conv, 3x3, 512 …</translation>
    </message>
    <message>
        <source>Unfold all blocks</source>
        <translation>Desplegar todos los bloques</translation>
    </message>
    <message>
        <source>{layers}, with random weights</source>
        <translation>{layers}, con pesos aleatorios</translation>
    </message>
    <message>
        <source>{layers}, {parameters} parameters</source>
        <translation>{layers}, {parameters} parámetros</translation>
    </message>
</context>
<context>
    <name>LessonCard</name>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minuto</numerusform>
            <numerusform>%n minutos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n paso</numerusform>
            <numerusform>%n pasos</numerusform>
        </translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Terminada</translation>
    </message>
    <message>
        <source>From the beginning</source>
        <translation>Desde el principio</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Seguir</translation>
    </message>
    <message>
        <source>On this project instead</source>
        <translation>Hacerla en este proyecto</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Empezar</translation>
    </message>
    <message>
        <source>Start or go on</source>
        <translation>Empezar o seguir</translation>
    </message>
    <message>
        <source>Step {number} of {count}</source>
        <translation>Paso {number} de {count}</translation>
    </message>
    <message>
        <source>on drawn digits</source>
        <translation>con dígitos dibujados</translation>
    </message>
    <message>
        <source>on drawn things</source>
        <translation>con cosas dibujadas</translation>
    </message>
    <message>
        <source>on the drawn desk</source>
        <translation>con el escritorio dibujado</translation>
    </message>
    <message>
        <source>on the pictures of this project</source>
        <translation>con las imágenes de este proyecto</translation>
    </message>
    <message>
        <source>on the pictures that came with it</source>
        <translation>con las imágenes que trae</translation>
    </message>
</context>
<context>
    <name>LessonPanel</name>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>Done.</source>
        <translation>Hecho.</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Terminar</translation>
    </message>
    <message>
        <source>Go on without having done this step</source>
        <translation>Seguir sin haber hecho este paso</translation>
    </message>
    <message>
        <source>I need a hint</source>
        <translation>Necesito una pista</translation>
    </message>
    <message>
        <source>Leave the lesson; it goes on from here another time</source>
        <translation>Dejar la lección; otro día sigue desde aquí</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>Lección</translation>
    </message>
    <message>
        <source>Lesson: a hint</source>
        <translation>Lección: una pista</translation>
    </message>
    <message>
        <source>Lesson: next step</source>
        <translation>Lección: paso siguiente</translation>
    </message>
    <message>
        <source>Lesson: show me where</source>
        <translation>Lección: muéstrame dónde</translation>
    </message>
    <message>
        <source>Lesson: step before</source>
        <translation>Lección: paso anterior</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Siguiente</translation>
    </message>
    <message>
        <source>Not yet. Try again.</source>
        <translation>Todavía no. Prueba otra vez.</translation>
    </message>
    <message>
        <source>Opens the place and draws a ring round what the step is about</source>
        <translation>Abre el lugar y rodea con un anillo aquello de lo que trata el paso</translation>
    </message>
    <message>
        <source>Put the lesson away; the rail brings it back</source>
        <translation>Apartar la lección; la barra lateral la recupera</translation>
    </message>
    <message>
        <source>Right.</source>
        <translation>Correcto.</translation>
    </message>
    <message>
        <source>Show me where</source>
        <translation>Muéstrame dónde</translation>
    </message>
    <message>
        <source>Show or put away the lesson</source>
        <translation>Mostrar o apartar la lección</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Saltar</translation>
    </message>
    <message>
        <source>Step {number} of {count}</source>
        <translation>Paso {number} de {count}</translation>
    </message>
    <message>
        <source>Take the lesson's recipe</source>
        <translation>Tomar la receta</translation>
    </message>
    <message>
        <source>The next training uses it; Train › All choices shows what is in it</source>
        <translation>La usa el próximo entrenamiento; Entrenar › Todas las opciones muestra lo que contiene</translation>
    </message>
</context>
<context>
    <name>LessonValues</name>
    <message>
        <source>average</source>
        <translation>media</translation>
    </message>
    <message>
        <source>maximum</source>
        <translation>máximo</translation>
    </message>
    <message>
        <source>no</source>
        <translation>no</translation>
    </message>
    <message>
        <source>sum</source>
        <translation>suma</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>sí</translation>
    </message>
    <message>
        <source>{number} %</source>
        <translation>{number} %</translation>
    </message>
</context>
<context>
    <name>LessonsPlace</name>
    <message>
        <source>A .vistazo-lesson file: a lesson with its pictures and recipes</source>
        <translation>Un archivo .vistazo-lesson: una lección con sus imágenes y recetas</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>Lecciones</translation>
    </message>
    <message>
        <source>Lessons (*{ending})</source>
        <translation>Lecciones (*{ending})</translation>
    </message>
    <message>
        <source>Open a lesson file</source>
        <translation>Abrir un archivo de lección</translation>
    </message>
    <message>
        <source>Open a teacher's lesson file</source>
        <translation>Abrir el archivo de lección de un docente</translation>
    </message>
    <message>
        <source>Open lesson file…</source>
        <translation>Abrir archivo de lección…</translation>
    </message>
    <message>
        <source>Opening {file}</source>
        <translation>Abriendo {file}</translation>
    </message>
    <message>
        <source>Preparing the pictures of the lesson</source>
        <translation>Preparando las imágenes de la lección</translation>
    </message>
    <message>
        <source>The lesson is here: {title}</source>
        <translation>La lección ya está aquí: {title}</translation>
    </message>
    <message>
        <source>What the course teaches, done by hand: on your pictures, with your network, in numbers of your own. A lesson waits for you beside the work and never holds it up.</source>
        <translation>Lo que enseña el curso, hecho a mano: con tus imágenes, con tu red, con números tuyos. La lección te espera junto al trabajo y nunca lo detiene.</translation>
    </message>
</context>
<context>
    <name>ListStates</name>
    <message>
        <source>Add a folder. The pictures stay where they are.</source>
        <translation>Añade una carpeta. Las imágenes se quedan donde están.</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>Añadir una carpeta…</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Quitar el filtro</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Mirar otra vez</translation>
    </message>
    <message>
        <source>Looking for pictures…</source>
        <translation>Buscando imágenes…</translation>
    </message>
    <message>
        <source>No picture passes the filter.</source>
        <translation>Ninguna imagen pasa el filtro.</translation>
    </message>
    <message>
        <source>No pictures yet</source>
        <translation>Aún no hay imágenes</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>No se encontró nada</translation>
    </message>
    <message>
        <source>The pictures are gone</source>
        <translation>Las imágenes ya no están</translation>
    </message>
    <message>
        <source>Their files are not where they were. Connect the drive or put the folder back, then look again.</source>
        <translation>Sus archivos no están donde estaban. Conecta la unidad o devuelve la carpeta a su sitio, y mira otra vez.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>About Vistazo</source>
        <translation>Acerca de Vistazo</translation>
    </message>
    <message>
        <source>Add a folder to this project…</source>
        <translation>Añadir una carpeta a este proyecto…</translation>
    </message>
    <message>
        <source>Close the project</source>
        <translation>Cerrar el proyecto</translation>
    </message>
    <message>
        <source>Drop a folder to open it, with Ctrl to add it to this project. Annotations are imported.</source>
        <translation>Suelta una carpeta para abrirla, con Ctrl para añadirla a este proyecto. Las anotaciones se importan.</translation>
    </message>
    <message>
        <source>Drop a folder, pictures, annotations or a project to open it</source>
        <translation>Suelta una carpeta, imágenes, anotaciones o un proyecto para abrirlo</translation>
    </message>
    <message>
        <source>Folders of this project</source>
        <translation>Carpetas de este proyecto</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Pantalla completa</translation>
    </message>
    <message>
        <source>Import annotations from a file…</source>
        <translation>Importar anotaciones de un archivo…</translation>
    </message>
    <message>
        <source>Import annotations from a folder…</source>
        <translation>Importar anotaciones de una carpeta…</translation>
    </message>
    <message>
        <source>It lies elsewhere…</source>
        <translation>Está en otro sitio…</translation>
    </message>
    <message>
        <source>Look for new pictures</source>
        <translation>Buscar imágenes nuevas</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menú</translation>
    </message>
    <message>
        <source>Open a folder of pictures</source>
        <translation>Abrir una carpeta de imágenes</translation>
    </message>
    <message>
        <source>Open a folder of pictures…</source>
        <translation>Abrir una carpeta de imágenes…</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>Abrir un proyecto</translation>
    </message>
    <message>
        <source>Open a project…</source>
        <translation>Abrir un proyecto…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Salir</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Rehacer</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ajustes</translation>
    </message>
    <message>
        <source>Take it out; nothing is deleted</source>
        <translation>Quitarla; no se borra nada</translation>
    </message>
    <message>
        <source>Try the sample</source>
        <translation>Probar la muestra</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
</context>
<context>
    <name>MapCard</name>
    <message>
        <source>All {width} × {height} numbers are {value}: it finds nothing here.</source>
        <translation>Los {width} × {height} números son {value}: aquí no encuentra nada.</translation>
    </message>
    <message>
        <source>Colours of the maps</source>
        <translation>Colores de los mapas</translation>
    </message>
    <message>
        <source>Copy the numbers</source>
        <translation>Copiar los números</translation>
    </message>
    <message>
        <source>Each map its own scale</source>
        <translation>Cada mapa con su escala</translation>
    </message>
    <message>
        <source>Fire</source>
        <translation>Fuego</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>Gris</translation>
    </message>
    <message>
        <source>How did it come about?</source>
        <translation>¿Cómo se obtuvo?</translation>
    </message>
    <message>
        <source>How much of the picture the map covers</source>
        <translation>Cuánto tapa el mapa de la imagen</translation>
    </message>
    <message>
        <source>Its filter, {height} × {width} for each map that it reads: blue adds, red takes away</source>
        <translation>Su filtro, {height} × {width} por cada mapa que lee: el azul suma, el rojo resta</translation>
    </message>
    <message>
        <source>Map {number}</source>
        <translation>Mapa {number}</translation>
    </message>
    <message>
        <source>On: every map goes from its own least to its own greatest number. Off: all maps share one scale.</source>
        <translation>Encendido: cada mapa va de su número menor al mayor. Apagado: todos los mapas comparten la escala.</translation>
    </message>
    <message>
        <source>One number for the whole picture: {value}</source>
        <translation>Un número para toda la imagen: {value}</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>Opacidad</translation>
    </message>
    <message>
        <source>Opacity of the map</source>
        <translation>Opacidad del mapa</translation>
    </message>
    <message>
        <source>Save as PNG…</source>
        <translation>Guardar como PNG…</translation>
    </message>
    <message>
        <source>Sea</source>
        <translation>Mar</translation>
    </message>
    <message>
        <source>The map over the picture</source>
        <translation>El mapa sobre la imagen</translation>
    </message>
    <message>
        <source>The picture alone</source>
        <translation>Solo la imagen</translation>
    </message>
    <message>
        <source>Work out the greatest number of this map; or click any place of the map</source>
        <translation>Calcula el número mayor de este mapa; o haz clic en cualquier lugar del mapa</translation>
    </message>
    <message>
        <source>here {value}</source>
        <translation>aquí {value}</translation>
    </message>
    <message>
        <source>or click a place of the map</source>
        <translation>o haz clic en un lugar del mapa</translation>
    </message>
    <message>
        <source>{width} × {height} numbers from {low} to {high}, {mean} on average</source>
        <translation>{width} × {height} números de {low} a {high}, {mean} de media</translation>
    </message>
</context>
<context>
    <name>MapFiles</name>
    <message>
        <source>Save as CSV</source>
        <translation>Guardar como CSV</translation>
    </message>
    <message>
        <source>Save as PNG</source>
        <translation>Guardar como PNG</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>Guardado: {file}</translation>
    </message>
</context>
<context>
    <name>MapGrid</name>
    <message>
        <source>Copy as a sentence</source>
        <translation>Copiar como frase</translation>
    </message>
    <message>
        <source>Lay it over the picture</source>
        <translation>Ponerlo sobre la imagen</translation>
    </message>
    <message>
        <source>Maps of the layer</source>
        <translation>Mapas de la capa</translation>
    </message>
    <message>
        <source>Save this map as PNG…</source>
        <translation>Guardar este mapa como PNG…</translation>
    </message>
</context>
<context>
    <name>MapModel</name>
    <message>
        <source>Map {number}: from {low} to {high}, {mean} on average</source>
        <translation>Mapa {number}: de {low} a {high}, {mean} de media</translation>
    </message>
</context>
<context>
    <name>MapShares</name>
    <message>
        <source>Maps that the sum reads, the largest share first</source>
        <translation>Mapas que lee la suma, primero el que más aporta</translation>
    </message>
</context>
<context>
    <name>MapsPanel</name>
    <message numerus="yes">
        <source>%n map(s): number and greatest value</source>
        <translation>
            <numerusform>%n mapa: número y valor mayor</numerusform>
            <numerusform>%n mapas: número y valor mayor</numerusform>
        </translation>
    </message>
    <message>
        <source>By number</source>
        <translation>Por número</translation>
    </message>
    <message>
        <source>Most varied first</source>
        <translation>Primero los más variados</translation>
    </message>
    <message>
        <source>One number for each map, for the whole picture.</source>
        <translation>Un número por mapa, para toda la imagen.</translation>
    </message>
    <message>
        <source>Opening the network…</source>
        <translation>Abriendo la red…</translation>
    </message>
    <message>
        <source>Order of the maps</source>
        <translation>Orden de los mapas</translation>
    </message>
    <message>
        <source>Save all maps as one PNG…</source>
        <translation>Guardar todos los mapas en un PNG…</translation>
    </message>
    <message>
        <source>Save the maps' numbers as CSV…</source>
        <translation>Guardar los números de los mapas como CSV…</translation>
    </message>
    <message>
        <source>Strongest first</source>
        <translation>Los más fuertes primero</translation>
    </message>
    <message>
        <source>Strongest: by the greatest number of a map. Most varied: by how far its numbers lie apart.</source>
        <translation>Más fuertes: por el número mayor de cada mapa. Más variados: por lo separados que están sus números.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>Working out the maps…</source>
        <translation>Calculando los mapas…</translation>
    </message>
</context>
<context>
    <name>Measuring</name>
    <message>
        <source>How far the measuring is</source>
        <translation>Cuánto lleva la medición</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Parar</translation>
    </message>
    <message>
        <source>Stop measuring</source>
        <translation>Dejar de medir</translation>
    </message>
    <message>
        <source>measuring {name}, {n} of {total}</source>
        <translation>midiendo {name}, {n} de {total}</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Close this message</source>
        <translation>Cerrar este mensaje</translation>
    </message>
</context>
<context>
    <name>MethodRow</name>
    <message>
        <source>How the detector finds its boxes</source>
        <translation>Cómo encuentra el detector sus cajas</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Método</translation>
    </message>
</context>
<context>
    <name>MetricLinks</name>
    <message>
        <source>All scored pictures, the worst first</source>
        <translation>Todas las imágenes evaluadas, las peores primero</translation>
    </message>
    <message>
        <source>Missed or mixed up</source>
        <translation>Perdidos o confundidos</translation>
    </message>
    <message>
        <source>Mistakes</source>
        <translation>Errores</translation>
    </message>
    <message>
        <source>Not among the best 5</source>
        <translation>No está entre las 5 mejores</translation>
    </message>
    <message>
        <source>Wrong answers</source>
        <translation>Respuestas erróneas</translation>
    </message>
</context>
<context>
    <name>Metrics</name>
    <message>
        <source>A box that it found right shares {share} % of its area with the drawn one, on average (IoU).</source>
        <translation>Una caja bien encontrada comparte de media el {share} % de su superficie con la dibujada (IoU).</translation>
    </message>
    <message>
        <source>As AP50 ({ap50}), but the mean over ten degrees of strictness, from half the area in common to 95 %. It says how exactly boxes are placed.</source>
        <translation>Como AP50 ({ap50}), pero de media sobre diez grados de exigencia, desde media superficie en común hasta el 95 %. Dice con qué exactitud se colocan las cajas.</translation>
    </message>
    <message>
        <source>As AP50 ({ap50}), but three quarters of the area must be common to both boxes.</source>
        <translation>Como AP50 ({ap50}), pero las dos cajas deben compartir tres cuartos de la superficie.</translation>
    </message>
    <message>
        <source>At the score that suits these very pictures best, which nobody knows beforehand: over the answers that it shows, from {score} on, the figure may be lower.</source>
        <translation>Con la puntuación que mejor va a estas mismas imágenes, que nadie conoce de antemano: sobre las respuestas que muestra, desde {score}, la cifra puede ser menor.</translation>
    </message>
    <message>
        <source>Counted over the answers that it shows: those with a score of {score} or more.</source>
        <translation>Contado sobre las respuestas que muestra: las que tienen una puntuación de {score} o más.</translation>
    </message>
    <message>
        <source>For {found} of {pictures} pictures the right label is among the five likeliest.</source>
        <translation>En {found} de {pictures} imágenes la etiqueta correcta está entre las cinco más probables.</translation>
    </message>
    <message>
        <source>From the surest answer to the least sure: of 100 given, {share} are right on average, until all labels that are there are found. Every label counts the same.</source>
        <translation>De la respuesta más segura a la menos segura: de 100 dadas, {share} son correctas de media, hasta encontrar todas las etiquetas que hay. Todas las etiquetas cuentan igual.</translation>
    </message>
    <message>
        <source>In {hits} of {pictures} pictures the largest object got the right label.</source>
        <translation>En {hits} de {pictures} imágenes el objeto mayor recibió la etiqueta correcta.</translation>
    </message>
    <message>
        <source>Its box and the largest drawn one share {share} % of their area, on average over all pictures, also those where it is wrong (IoU).</source>
        <translation>Su caja y la mayor de las dibujadas comparten el {share} % de su área, de media en todas las imágenes, también donde se equivoca (IoU).</translation>
    </message>
    <message>
        <source>Not scored yet.</source>
        <translation>Aún sin evaluar.</translation>
    </message>
    <message>
        <source>Of 100 pictures of a label it recognises {share}, every label counting the same.</source>
        <translation>De 100 imágenes de una etiqueta reconoce {share}; todas las etiquetas cuentan igual.</translation>
    </message>
    <message>
        <source>Of {answered} boxes that it shows, {hits} are right.</source>
        <translation>De {answered} cajas que muestra, {hits} son correctas.</translation>
    </message>
    <message>
        <source>Of {wanted} boxes that people drew, it found {hits}.</source>
        <translation>De {wanted} cajas dibujadas por personas, encontró {hits}.</translation>
    </message>
    <message numerus="yes">
        <source>On %n picture(s) that it learnt from: new pictures will score lower.</source>
        <translation>
            <numerusform>Con %n imagen de la que aprendió: con imágenes nuevas irá peor.</numerusform>
            <numerusform>Con %n imágenes de las que aprendió: con imágenes nuevas irá peor.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>On %n test picture(s) that took no part in the training.</source>
        <translation>
            <numerusform>Con %n imagen de prueba que no participó en el entrenamiento.</numerusform>
            <numerusform>Con %n imágenes de prueba que no participaron en el entrenamiento.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>On %n validation picture(s), which also chose the best epoch.</source>
        <translation>
            <numerusform>Con %n imagen de validación, que también eligió la mejor época.</numerusform>
            <numerusform>Con %n imágenes de validación, que también eligieron la mejor época.</numerusform>
        </translation>
    </message>
    <message>
        <source>On the validation pictures, at its best epoch.</source>
        <translation>Con las imágenes de validación, en su mejor época.</translation>
    </message>
    <message>
        <source>Precision {precision} and recall {recall} in one number. It is near the lower of the two, so it is high only where both are.</source>
        <translation>Precisión {precision} y exhaustividad {recall} en un número. Queda cerca de la menor, así que solo es alto si lo son las dos.</translation>
    </message>
    <message>
        <source>Take its boxes from the surest to the least sure: of 100 shown, {share} are right on average, until all {wanted} drawn boxes are found. Right means: the same label, and at least half of the two boxes' area in common (IoU 0.50).</source>
        <translation>Toma sus cajas de la más segura a la menos segura: de 100 mostradas, {share} son correctas de media, hasta encontrar las {wanted} dibujadas. Correcta significa: la misma etiqueta y al menos media superficie en común (IoU 0,50).</translation>
    </message>
    <message>
        <source>What training makes small. Two runs' losses compare only if the recipe is the same.</source>
        <translation>Lo que el entrenamiento hace pequeño. Las pérdidas de dos entrenamientos solo se comparan si la receta es la misma.</translation>
    </message>
    <message>
        <source>When it names a label, it is right {share} times in 100, every label counting the same.</source>
        <translation>Cuando nombra una etiqueta, acierta {share} veces de 100; todas las etiquetas cuentan igual.</translation>
    </message>
    <message>
        <source>test</source>
        <translation>prueba</translation>
    </message>
    <message>
        <source>training</source>
        <translation>aprendizaje</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>validación</translation>
    </message>
    <message>
        <source>{hits} of {wanted} pictures got the right label.</source>
        <translation>{hits} de {wanted} imágenes recibieron la etiqueta correcta.</translation>
    </message>
    <message>
        <source>{metric} · best score</source>
        <translation>{metric} · mejor puntuación</translation>
    </message>
    <message>
        <source>{metric} · ≥ {score}</source>
        <translation>{metric} · ≥ {score}</translation>
    </message>
</context>
<context>
    <name>Mistakes</name>
    <message>
        <source>missed {count} × {label}</source>
        <translation>perdió {count} × {label}</translation>
    </message>
    <message>
        <source>missed {label}</source>
        <translation>perdió {label}</translation>
    </message>
    <message>
        <source>says {answer} {score}, is {truth}</source>
        <translation>dice {answer} {score}, es {truth}</translation>
    </message>
    <message>
        <source>says {answer} {score}, which it is not</source>
        <translation>dice {answer} {score}, y no lo es</translation>
    </message>
    <message>
        <source>{answer} {score} where nothing is</source>
        <translation>{answer} {score} donde no hay nada</translation>
    </message>
    <message>
        <source>{count} missed</source>
        <translation>{count} perdidos</translation>
    </message>
    <message>
        <source>{count} mixed up</source>
        <translation>{count} confundidos</translation>
    </message>
    <message>
        <source>{count} where nothing is</source>
        <translation>{count} de más</translation>
    </message>
</context>
<context>
    <name>MistakesList</name>
    <message>
        <source>Open in Label</source>
        <translation>Abrir en Etiquetar</translation>
    </message>
</context>
<context>
    <name>MistakesPage</name>
    <message numerus="yes">
        <source>%n picture(s) with mistakes, the worst first</source>
        <translation>
            <numerusform>%n imagen con errores, las peores primero</numerusform>
            <numerusform>%n imágenes con errores, las peores primero</numerusform>
        </translation>
    </message>
    <message>
        <source>All labels</source>
        <translation>Todas las etiquetas</translation>
    </message>
    <message>
        <source>In every scored picture all answers are right.</source>
        <translation>En todas las imágenes evaluadas las respuestas son correctas.</translation>
    </message>
    <message>
        <source>Mistakes with {label}</source>
        <translation>Errores con {label}</translation>
    </message>
    <message>
        <source>Mistakes, the worst first</source>
        <translation>Errores, los peores primero</translation>
    </message>
    <message>
        <source>No mistakes</source>
        <translation>Sin errores</translation>
    </message>
    <message>
        <source>No pictures noted</source>
        <translation>Sin imágenes anotadas</translation>
    </message>
    <message>
        <source>Only mistakes with this label</source>
        <translation>Solo errores con esta etiqueta</translation>
    </message>
    <message>
        <source>Open all</source>
        <translation>Abrir todas</translation>
    </message>
    <message>
        <source>Pictures with mistakes, the worst first</source>
        <translation>Imágenes con errores, las peores primero</translation>
    </message>
    <message>
        <source>Score this run again to see which pictures it gets wrong.</source>
        <translation>Vuelve a evaluar este entrenamiento para ver en qué imágenes falla.</translation>
    </message>
    <message>
        <source>Walk through them in the Label place</source>
        <translation>Recorrerlas en Etiquetar</translation>
    </message>
    <message>
        <source>{count} · solid: drawn by people, dashed: its answer</source>
        <translation>{count} · continua: personas; discontinua: su respuesta</translation>
    </message>
</context>
<context>
    <name>ModelPanel</name>
    <message>
        <source>Comparing answers</source>
        <translation>Comparando respuestas</translation>
    </message>
    <message>
        <source>Export the model</source>
        <translation>Exportar el modelo</translation>
    </message>
    <message>
        <source>Finishing</source>
        <translation>Terminando</translation>
    </message>
    <message>
        <source>It is reloaded and compared with the trained model on real pictures before it appears.</source>
        <translation>Antes de aparecer se vuelve a cargar y se compara con el modelo entrenado en imágenes reales.</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modelo</translation>
    </message>
    <message>
        <source>One file that runs nearly everywhere: ONNX Runtime, OpenCV, phones, web pages.</source>
        <translation>Un archivo que funciona casi en todas partes: ONNX Runtime, OpenCV, móviles, páginas web.</translation>
    </message>
    <message>
        <source>Opening the run</source>
        <translation>Abriendo el entrenamiento</translation>
    </message>
    <message>
        <source>Preparing pictures to compare</source>
        <translation>Preparando imágenes para comparar</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Entrenamiento</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Empezando</translation>
    </message>
    <message>
        <source>Stopping after this step</source>
        <translation>Parará tras este paso</translation>
    </message>
    <message>
        <source>The export was stopped; nothing stays behind.</source>
        <translation>La exportación se ha parado; no queda ningún resto.</translation>
    </message>
    <message>
        <source>The numbers alone, safe to open; for Vistazo and its Python packages.</source>
        <translation>Solo los números, seguro de abrir; para Vistazo y sus paquetes de Python.</translation>
    </message>
    <message>
        <source>The whole network as one program of PyTorch, for people who work with it.</source>
        <translation>La red entera como un programa de PyTorch, para quien trabaja con él.</translation>
    </message>
    <message>
        <source>Waiting for the training to end</source>
        <translation>Esperando a que acabe el entrenamiento</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Dónde</translation>
    </message>
    <message>
        <source>Writing the file</source>
        <translation>Escribiendo el archivo</translation>
    </message>
</context>
<context>
    <name>ModelResult</name>
    <message>
        <source>As a share of the output's largest number. Sums in another order differ in the last digits.</source>
        <translation>Como parte del número mayor de la salida. Sumar en otro orden cambia las últimas cifras.</translation>
    </message>
    <message>
        <source>Checked: the file answers as the trained model does.</source>
        <translation>Comprobado: el archivo responde como el modelo entrenado.</translation>
    </message>
    <message>
        <source>Copy the Python code</source>
        <translation>Copiar el código de Python</translation>
    </message>
    <message>
        <source>Copy the certificate</source>
        <translation>Copiar el certificado</translation>
    </message>
    <message>
        <source>Copy the command line</source>
        <translation>Copiar la línea de órdenes</translation>
    </message>
    <message>
        <source>Copy the path of {name}</source>
        <translation>Copiar la ruta de {name}</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Archivos</translation>
    </message>
    <message>
        <source>From Python</source>
        <translation>Desde Python</translation>
    </message>
    <message>
        <source>Labels and boxes that came out of both, after the threshold.</source>
        <translation>Etiquetas y cajas que dieron ambos, tras el umbral.</translation>
    </message>
    <message>
        <source>On the command line</source>
        <translation>En la línea de órdenes</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Abrir la carpeta</translation>
    </message>
    <message>
        <source>The exported model</source>
        <translation>El modelo exportado</translation>
    </message>
    <message>
        <source>answers are the same</source>
        <translation>respuestas son iguales</translation>
    </message>
    <message>
        <source>largest difference, {limit} is allowed</source>
        <translation>diferencia máxima; se permite {limit}</translation>
    </message>
    <message>
        <source>made pictures compared</source>
        <translation>imágenes inventadas comparadas</translation>
    </message>
    <message>
        <source>opened with {program}</source>
        <translation>abierto con {program}</translation>
    </message>
    <message>
        <source>opened with {program}, one picture</source>
        <translation>abierto con {program}, de una en una</translation>
    </message>
    <message>
        <source>pictures of the run compared</source>
        <translation>imágenes del entrenamiento comparadas</translation>
    </message>
</context>
<context>
    <name>MovePart</name>
    <message>
        <source>Already unmoved along this line it takes “{label}” for “{other}”.</source>
        <translation>Ya sin mover en esta línea confunde «{label}» con «{other}».</translation>
    </message>
    <message>
        <source>As it lies</source>
        <translation>Sin mover</translation>
    </message>
    <message>
        <source>Asking the network…</source>
        <translation>Preguntando a la red…</translation>
    </message>
    <message>
        <source>At {place} it takes it for “{other}” ({score}).</source>
        <translation>Con {place} la toma por «{other}» ({score}).</translation>
    </message>
    <message>
        <source>Degrees clockwise, about the middle of the picture</source>
        <translation>Grados en el sentido del reloj, alrededor del centro de la imagen</translation>
    </message>
    <message>
        <source>Down, %</source>
        <translation>Abajo, %</translation>
    </message>
    <message>
        <source>Downwards, in percent of the network’s input; below 0 upwards</source>
        <translation>Hacia abajo, en porcentaje de la entrada de la red; por debajo de 0, hacia arriba</translation>
    </message>
    <message>
        <source>From {first} to {last} it stays “{label}”.</source>
        <translation>De {first} a {last} sigue siendo «{label}».</translation>
    </message>
    <message>
        <source>How sure of “{label}”, from left to right</source>
        <translation>Seguridad de «{label}», de izquierda a derecha</translation>
    </message>
    <message>
        <source>How sure of “{label}”, from top to bottom</source>
        <translation>Seguridad de «{label}», de arriba abajo</translation>
    </message>
    <message>
        <source>How sure of “{label}”, turned all round</source>
        <translation>Seguridad de «{label}» al girar</translation>
    </message>
    <message>
        <source>It stays “{label}” from {first} to {last}.</source>
        <translation>Sigue siendo «{label}» de {first} a {last}.</translation>
    </message>
    <message>
        <source>Its answer as it lies</source>
        <translation>Su respuesta sin mover</translation>
    </message>
    <message>
        <source>Least sure of “{label}” at {least} ({low}), surest at {most} ({high}).</source>
        <translation>Menos segura de «{label}» con {least} ({low}); más segura con {most} ({high}).</translation>
    </message>
    <message>
        <source>Left and right</source>
        <translation>A los lados</translation>
    </message>
    <message>
        <source>Right, %</source>
        <translation>Derecha, %</translation>
    </message>
    <message>
        <source>Save the moved picture…</source>
        <translation>Guardar la imagen movida…</translation>
    </message>
    <message>
        <source>Shifted {places}</source>
        <translation>Desplazada {places}</translation>
    </message>
    <message>
        <source>The curve</source>
        <translation>La curva</translation>
    </message>
    <message>
        <source>The curve shows what the network would answer all along this line</source>
        <translation>La curva muestra lo que la red respondería a lo largo de esta línea</translation>
    </message>
    <message>
        <source>The label that is followed</source>
        <translation>La etiqueta que se sigue</translation>
    </message>
    <message>
        <source>The picture as the network sees it</source>
        <translation>La imagen como la ve la red</translation>
    </message>
    <message>
        <source>The picture’s own</source>
        <translation>La de la imagen</translation>
    </message>
    <message>
        <source>To the right, in percent of the network’s input; below 0 to the left</source>
        <translation>Hacia la derecha, en porcentaje de la entrada de la red; por debajo de 0, hacia la izquierda</translation>
    </message>
    <message>
        <source>Turn and shift nothing</source>
        <translation>No girar ni desplazar nada</translation>
    </message>
    <message>
        <source>Turn, °</source>
        <translation>Giro, °</translation>
    </message>
    <message>
        <source>Turned by {degrees}</source>
        <translation>Girada {degrees}</translation>
    </message>
    <message>
        <source>Turned by {degrees}, shifted {places}</source>
        <translation>Girada {degrees}, desplazada {places}</translation>
    </message>
    <message>
        <source>Turning</source>
        <translation>Al girar</translation>
    </message>
    <message>
        <source>Up and down</source>
        <translation>Arriba y abajo</translation>
    </message>
    <message>
        <source>What it answers</source>
        <translation>Lo que responde</translation>
    </message>
    <message>
        <source>What the curve runs along</source>
        <translation>A lo largo de qué va la curva</translation>
    </message>
    <message>
        <source>What the network sees</source>
        <translation>Lo que ve la red</translation>
    </message>
    <message>
        <source>Whose probability the curve shows</source>
        <translation>De cuál muestra la curva la probabilidad</translation>
    </message>
    <message>
        <source>You know a bird that is turned or stands further left. Does the network? Move a slider: it is asked again at once.</source>
        <translation>Tú reconoces un pájaro girado o más a la izquierda. ¿Y la red? Mueve un control: se le pregunta de nuevo al instante.</translation>
    </message>
    <message>
        <source>probability</source>
        <translation>probabilidad</translation>
    </message>
    <message>
        <source>{move}: it takes “{label}” for “{other}” ({score}); “{label}” has {own} left.</source>
        <translation>{move}: confunde «{label}» con «{other}» ({score}); a «{label}» le queda {own}.</translation>
    </message>
    <message>
        <source>{move}: still “{label}” ({score}).</source>
        <translation>{move}: sigue siendo «{label}» ({score}).</translation>
    </message>
    <message>
        <source>{move}: “{label}” ({score}).</source>
        <translation>{move}: «{label}» ({score}).</translation>
    </message>
    <message>
        <source>{move}: “{label}” {score}.</source>
        <translation>{move}: «{label}» {score}.</translation>
    </message>
    <message>
        <source>{n} % downwards</source>
        <translation>{n} % hacia abajo</translation>
    </message>
    <message>
        <source>{n} % to the left</source>
        <translation>{n} % a la izquierda</translation>
    </message>
    <message>
        <source>{n} % to the right</source>
        <translation>{n} % a la derecha</translation>
    </message>
    <message>
        <source>{n} % upwards</source>
        <translation>{n} % hacia arriba</translation>
    </message>
</context>
<context>
    <name>NetworkBox</name>
    <message>
        <source>Network to look into</source>
        <translation>Red que mirar por dentro</translation>
    </message>
    <message>
        <source>Your runs, and pretrained networks whose weights are on this computer</source>
        <translation>Tus entrenamientos, y las redes preentrenadas cuyos pesos están en este equipo</translation>
    </message>
</context>
<context>
    <name>NetworkCard</name>
    <message>
        <source>Choose it for the next training</source>
        <translation>Elegirla para el próximo entrenamiento</translation>
    </message>
    <message>
        <source>Choose it with random weights: the whole network learns, and needs many pictures</source>
        <translation>Elegirla con pesos al azar: aprende la red entera, y necesita muchas imágenes</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Código</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Descargar</translation>
    </message>
    <message>
        <source>Download {size}</source>
        <translation>Descargar {size}</translation>
    </message>
    <message>
        <source>Fetch its weights from their publisher</source>
        <translation>Traer sus pesos de quien los publica</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Para</translation>
    </message>
    <message>
        <source>From file…</source>
        <translation>De un archivo…</translation>
    </message>
    <message>
        <source>From scratch</source>
        <translation>Desde cero</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>En uso</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Entrada</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>Inspeccionar</translation>
    </message>
    <message>
        <source>Its layers, shapes, parameters and memory</source>
        <translation>Sus capas, formas, parámetros y memoria</translation>
    </message>
    <message>
        <source>Licence of weights</source>
        <translation>Licencia de los pesos</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Medir</translation>
    </message>
    <message>
        <source>Measure how many pictures a second it takes on this computer: some seconds</source>
        <translation>Medir cuántas imágenes por segundo admite en este equipo: unos segundos</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parámetros</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamaño</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Velocidad</translation>
    </message>
    <message>
        <source>Take its weights from a file of yours</source>
        <translation>Tomar sus pesos de un archivo tuyo</translation>
    </message>
    <message>
        <source>The next training uses it already</source>
        <translation>El próximo entrenamiento ya la usa</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Usarla</translation>
    </message>
    <message>
        <source>Vistazo's own</source>
        <translation>propio de Vistazo</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Pesos</translation>
    </message>
    <message>
        <source>classifiers alone</source>
        <translation>solo clasificadores</translation>
    </message>
    <message>
        <source>classifiers and detectors</source>
        <translation>clasificadores y detectores</translation>
    </message>
    <message>
        <source>downloading its weights</source>
        <translation>descargando sus pesos</translation>
    </message>
    <message>
        <source>no weights, no licence</source>
        <translation>sin pesos, sin licencia</translation>
    </message>
    <message>
        <source>{n} ({m} without its classifier)</source>
        <translation>{n} ({m} sin su clasificador)</translation>
    </message>
    <message>
        <source>{n} × {n} pixels</source>
        <translation>{n} × {n} píxeles</translation>
    </message>
</context>
<context>
    <name>NetworkModel</name>
    <message>
        <source>As measured on this computer, never guessed; – before it is measured</source>
        <translation>Medidas en este equipo, nunca supuestas; – antes de medir</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>Familia</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Red</translation>
    </message>
    <message>
        <source>Numbers that it has learnt, with its own classifier</source>
        <translation>Números que ha aprendido, con su propio clasificador</translation>
    </message>
    <message>
        <source>Of the file with its weights; ≈ what its parameters come to</source>
        <translation>Del archivo con sus pesos; ≈ lo que suman sus parámetros</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parámetros</translation>
    </message>
    <message>
        <source>Pictures/s</source>
        <translation>Imágenes/s</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamaño</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Pesos</translation>
    </message>
    <message>
        <source>When it was published</source>
        <translation>Cuándo se publicó</translation>
    </message>
    <message>
        <source>Whether its pretrained weights are on this computer</source>
        <translation>Si sus pesos preentrenados están en este equipo</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Año</translation>
    </message>
</context>
<context>
    <name>NetworkTable</name>
    <message>
        <source>Networks</source>
        <translation>Redes</translation>
    </message>
</context>
<context>
    <name>Networks</name>
    <message>
        <source>{network}, pretrained</source>
        <translation>{network}, preentrenada</translation>
    </message>
</context>
<context>
    <name>NmsPage</name>
    <message numerus="yes">
        <source>%n box(es) stay</source>
        <translation>
            <numerusform>Queda %n caja</numerusform>
            <numerusform>Quedan %n cajas</numerusform>
        </translation>
    </message>
    <message>
        <source>A box goes when its IoU with a better one is above this.</source>
        <translation>Una caja se va cuando su IoU con otra mejor supera este valor.</translation>
    </message>
    <message>
        <source>A detector gives many boxes for one thing. The best stays, what overlaps it by more than the threshold goes, and again. Step through it, then move the threshold.</source>
        <translation>Un detector da muchas cajas para una cosa. La mejor se queda, lo que la solapa más que el umbral se va, y otra vez. Recórrelo y luego mueve el umbral.</translation>
    </message>
    <message>
        <source>All boxes wait. The best one comes first.</source>
        <translation>Todas las cajas esperan. La mejor va primero.</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>Caja</translation>
    </message>
    <message>
        <source>Box {n} is the best that is left; it removes {others}.</source>
        <translation>La caja {n} es la mejor que queda; quita {others}.</translation>
    </message>
    <message>
        <source>Box {n} is the best that is left; none overlaps it too much.</source>
        <translation>La caja {n} es la mejor que queda; ninguna la solapa demasiado.</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>Cajas</translation>
    </message>
    <message>
        <source>Boxes below this are not looked at.</source>
        <translation>Las cajas por debajo no se miran.</translation>
    </message>
    <message>
        <source>Boxes of a detector</source>
        <translation>Cajas de un detector</translation>
    </message>
    <message>
        <source>Imagined answers around the boxes of your picture</source>
        <translation>Respuestas imaginadas en torno a las cajas de tu imagen</translation>
    </message>
    <message>
        <source>IoU</source>
        <translation>IoU</translation>
    </message>
    <message>
        <source>IoU threshold</source>
        <translation>Umbral de IoU</translation>
    </message>
    <message>
        <source>Least score</source>
        <translation>Puntuación mínima</translation>
    </message>
    <message>
        <source>Non-max suppression</source>
        <translation>Supresión de no máximos</translation>
    </message>
    <message>
        <source>Only what scores 0.5 or more</source>
        <translation>Solo lo que puntúa 0,5 o más</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Puntuación</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>The picture in Label has no boxes. Draw some, then come back.</source>
        <translation>La imagen de Etiquetar no tiene cajas. Dibuja algunas y vuelve.</translation>
    </message>
    <message>
        <source>Three things and a doubtful one, threshold 0.6</source>
        <translation>Tres cosas y una dudosa, umbral 0,6</translation>
    </message>
    <message>
        <source>What your own detector thinks of before suppression</source>
        <translation>Lo que piensa tu propio detector antes de la supresión</translation>
    </message>
    <message>
        <source>With threshold 0.3 a neighbour is lost</source>
        <translation>Con umbral 0,3 se pierde un vecino</translation>
    </message>
    <message>
        <source>With threshold 0.9 doubles stay</source>
        <translation>Con umbral 0,9 quedan repetidas</translation>
    </message>
    <message>
        <source>goes</source>
        <translation>se va</translation>
    </message>
    <message>
        <source>score too low</source>
        <translation>puntuación baja</translation>
    </message>
    <message>
        <source>stays</source>
        <translation>se queda</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>espera</translation>
    </message>
</context>
<context>
    <name>NmsSource</name>
    <message>
        <source>A few boxes around each that you drew in the picture of Label.</source>
        <translation>Unas cuantas cajas alrededor de cada una que dibujaste en la imagen de Etiquetar.</translation>
    </message>
    <message>
        <source>Asking the network…</source>
        <translation>Preguntando a la red…</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>Cajas</translation>
    </message>
    <message>
        <source>Choose a picture in Label first.</source>
        <translation>Elige primero una imagen en Etiquetar.</translation>
    </message>
    <message>
        <source>Imagined</source>
        <translation>Imaginadas</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>Papel</translation>
    </message>
    <message>
        <source>The course's example: small whole numbers.</source>
        <translation>El ejemplo del curso: números pequeños y enteros.</translation>
    </message>
    <message>
        <source>The label whose boxes compete</source>
        <translation>La etiqueta cuyas cajas compiten</translation>
    </message>
    <message>
        <source>The network thinks of nothing here: no box scores 5 % or more.</source>
        <translation>La red no piensa en nada aquí: ninguna caja llega al 5 %.</translation>
    </message>
    <message>
        <source>The run that is asked</source>
        <translation>La ejecución a la que se pregunta</translation>
    </message>
    <message>
        <source>There is no trained detector yet. Train one, or take imagined answers.</source>
        <translation>Aún no hay un detector entrenado. Entrena uno o toma respuestas imaginadas.</translation>
    </message>
    <message>
        <source>What a detector that you trained thinks of before suppression.</source>
        <translation>Lo que piensa antes de la supresión un detector que entrenaste.</translation>
    </message>
    <message>
        <source>Your network</source>
        <translation>Tu red</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message numerus="yes">
        <source>%n note(s) about this run</source>
        <translation>
            <numerusform>%n nota sobre este entrenamiento</numerusform>
            <numerusform>%n notas sobre este entrenamiento</numerusform>
        </translation>
    </message>
    <message>
        <source>Notes about this run</source>
        <translation>Notas sobre este entrenamiento</translation>
    </message>
</context>
<context>
    <name>NudgePart</name>
    <message>
        <source>After</source>
        <translation>Después</translation>
    </message>
    <message>
        <source>Anything else</source>
        <translation>Cualquier otra cosa</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Antes</translation>
    </message>
    <message>
        <source>By how many of 255 grey levels a number of the picture may change at most</source>
        <translation>Cuántos de los 255 niveles de gris puede cambiar como máximo un número de la imagen</translation>
    </message>
    <message>
        <source>Changed by at most {strength} of 255 grey levels: now it is “{label}” ({score}).</source>
        <translation>Cambiada como máximo en {strength} de 255 niveles de gris: ahora es «{label}» ({score}).</translation>
    </message>
    <message>
        <source>Changed by at most {strength} of 255 grey levels: still “{label}” ({score}). Make it stronger, or take ten steps.</source>
        <translation>Cambiada como máximo en {strength} de 255 niveles de gris: sigue siendo «{label}» ({score}). Aumenta la fuerza o da diez pasos.</translation>
    </message>
    <message>
        <source>Changed by at most {strength} of 255 grey levels: {before} found before, {after} after.</source>
        <translation>Cambiada como máximo en {strength} de 255 niveles de gris: {before} encontrados antes, {after} después.</translation>
    </message>
    <message>
        <source>Changing the picture…</source>
        <translation>Cambiando la imagen…</translation>
    </message>
    <message>
        <source>Every number of the picture is changed a little, in the direction that confuses the network most. You see no difference; the network may.</source>
        <translation>Cada número de la imagen cambia un poco, en la dirección que más confunde a la red. Tú no ves ninguna diferencia; la red, quizá sí.</translation>
    </message>
    <message>
        <source>Grey is no change; black and white are {strength} grey levels less or more.</source>
        <translation>El gris es ningún cambio; el negro y el blanco son {strength} niveles de gris menos o más.</translation>
    </message>
    <message>
        <source>How the change is found</source>
        <translation>Cómo se halla el cambio</translation>
    </message>
    <message>
        <source>In one step</source>
        <translation>En un paso</translation>
    </message>
    <message>
        <source>In ten small steps</source>
        <translation>En diez pasos pequeños</translation>
    </message>
    <message>
        <source>One step follows the slope once (FGSM). Ten small ones look again each time and fool more easily.</source>
        <translation>Un paso sigue la pendiente una vez (FGSM). Diez pequeños vuelven a mirar cada vez y engañan con más facilidad.</translation>
    </message>
    <message>
        <source>Save the changed picture…</source>
        <translation>Guardar la imagen cambiada…</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>Fuerza</translation>
    </message>
    <message>
        <source>The change, made visible</source>
        <translation>El cambio, hecho visible</translation>
    </message>
    <message>
        <source>What it shall answer instead</source>
        <translation>Qué debe responder en su lugar</translation>
    </message>
</context>
<context>
    <name>NumberGrid</name>
    <message>
        <source>Padding: {value}</source>
        <translation>Relleno: {value}</translation>
    </message>
    <message>
        <source>Row {row}, column {column}: {value}</source>
        <translation>Fila {row}, columna {column}: {value}</translation>
    </message>
</context>
<context>
    <name>ObjectList</name>
    <message>
        <source>Accept this proposal</source>
        <translation>Aceptar esta propuesta</translation>
    </message>
    <message>
        <source>Objects in this picture</source>
        <translation>Objetos de esta imagen</translation>
    </message>
    <message>
        <source>Reject this proposal</source>
        <translation>Rechazar esta propuesta</translation>
    </message>
</context>
<context>
    <name>ObjectModel</name>
    <message>
        <source>proposed</source>
        <translation>propuesta</translation>
    </message>
    <message>
        <source>proposed by run {number}</source>
        <translation>del entrenamiento {number}</translation>
    </message>
</context>
<context>
    <name>ObjectsPanel</name>
    <message>
        <source>Accept</source>
        <translation>Aceptar</translation>
    </message>
    <message>
        <source>Accept chosen proposals</source>
        <translation>Aceptar las propuestas elegidas</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Borrar</translation>
    </message>
    <message>
        <source>Delete chosen objects</source>
        <translation>Borrar los objetos elegidos</translation>
    </message>
    <message>
        <source>In this picture</source>
        <translation>En esta imagen</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Etiqueta</translation>
    </message>
    <message>
        <source>Label with key {key}</source>
        <translation>Etiquetar con la tecla {key}</translation>
    </message>
    <message>
        <source>No boxes.</source>
        <translation>Sin cajas.</translation>
    </message>
    <message>
        <source>No picture is open.</source>
        <translation>No hay ninguna imagen abierta.</translation>
    </message>
    <message>
        <source>Nothing yet. Drag a box in the picture, or give the whole picture a label.</source>
        <translation>Nada todavía. Arrastra una caja en la imagen, o da una etiqueta a la imagen entera.</translation>
    </message>
    <message>
        <source>Nothing, and verified: it teaches the network what nothing looks like.</source>
        <translation>Nada, y verificada: enseña a la red cómo se ve la nada.</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Rechazar</translation>
    </message>
    <message>
        <source>Reject chosen proposals</source>
        <translation>Rechazar las propuestas elegidas</translation>
    </message>
</context>
<context>
    <name>OptimisePage</name>
    <message>
        <source>A saddle: plain descent waits there</source>
        <translation>Un punto de silla: el descenso simple se queda ahí</translation>
    </message>
    <message>
        <source>Click the surface to begin elsewhere; Shift and the arrows move the start.</source>
        <translation>Haz clic en la superficie para empezar en otro lugar; Mayús y las flechas mueven el comienzo.</translation>
    </message>
    <message>
        <source>Four ways down the same surface, from the same place, with the same learning rate. Press play, click another start, and compare a rate of 0.01 with 0.001.</source>
        <translation>Cuatro bajadas por la misma superficie, desde el mismo lugar y con la misma tasa de aprendizaje. Pulsa reproducir, haz clic en otro comienzo y compara la tasa 0,01 con 0,001.</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Tasa de aprendizaje</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Pérdida</translation>
    </message>
    <message>
        <source>Loss, step by step</source>
        <translation>Pérdida, paso a paso</translation>
    </message>
    <message>
        <source>Optimiser</source>
        <translation>Optimizador</translation>
    </message>
    <message>
        <source>Optimisers</source>
        <translation>Optimizadores</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Lugar</translation>
    </message>
    <message>
        <source>Rate 1: too large, some get lost</source>
        <translation>Tasa 1: demasiado grande, algunos se pierden</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Pasos</translation>
    </message>
    <message>
        <source>Surface</source>
        <translation>Superficie</translation>
    </message>
    <message>
        <source>The bluer a place, the greater the loss there; the cross is the lowest place.</source>
        <translation>Cuanto más azul es un lugar, mayor es allí la pérdida; la cruz marca el más bajo.</translation>
    </message>
    <message>
        <source>The curved valley, rate 0.001</source>
        <translation>El valle curvo, tasa 0,001</translation>
    </message>
    <message>
        <source>The long ravine: momentum and Adam go along it</source>
        <translation>El barranco largo: momento y Adam lo recorren</translation>
    </message>
    <message>
        <source>The loss surface from above</source>
        <translation>La superficie de pérdida desde arriba</translation>
    </message>
    <message>
        <source>The round bowl with rate 0.01</source>
        <translation>El cuenco redondo con tasa 0,01</translation>
    </message>
    <message>
        <source>The same with rate 0.001: ten times slower</source>
        <translation>Lo mismo con tasa 0,001: diez veces más lento</translation>
    </message>
    <message>
        <source>Usual start</source>
        <translation>Comienzo habitual</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>pérdida</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>perdido</translation>
    </message>
    <message>
        <source>step</source>
        <translation>paso</translation>
    </message>
</context>
<context>
    <name>Outcome</name>
    <message>
        <source>Continue run</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Copiar los detalles</translation>
    </message>
    <message>
        <source>Details of the failure</source>
        <translation>Detalles del fallo</translation>
    </message>
    <message>
        <source>Epoch {epoch} is kept: {figure}. You can use it, or go on from where it stopped.</source>
        <translation>Se conserva la época {epoch}: {figure}. Puedes usarla, o seguir donde se paró.</translation>
    </message>
    <message>
        <source>Every picture is labelled already: there is nothing left to propose on.</source>
        <translation>Todas las imágenes están etiquetadas: no queda nada en que proponer.</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportar</translation>
    </message>
    <message>
        <source>It had found nothing yet. You can go on from where it stopped.</source>
        <translation>Aún no había encontrado nada. Puedes seguir donde se paró.</translation>
    </message>
    <message>
        <source>It had not learnt anything yet, so nothing is kept.</source>
        <translation>Aún no había aprendido nada, así que no se conserva nada.</translation>
    </message>
    <message>
        <source>Measured on the {split} pictures</source>
        <translation>Medido con las imágenes de {split}</translation>
    </message>
    <message>
        <source>Proposals</source>
        <translation>Propuestas</translation>
    </message>
    <message>
        <source>Propose on the rest</source>
        <translation>Proponer en el resto</translation>
    </message>
    <message>
        <source>See results</source>
        <translation>Ver resultados</translation>
    </message>
    <message>
        <source>These pictures also chose the best epoch: on new ones expect a little less.</source>
        <translation>Estas imágenes también eligieron la mejor época: con otras nuevas espera algo menos.</translation>
    </message>
    <message>
        <source>Train again</source>
        <translation>Entrenar de nuevo</translation>
    </message>
    <message>
        <source>best epoch {epoch}</source>
        <translation>mejor época {epoch}</translation>
    </message>
    <message>
        <source>took {time}</source>
        <translation>tardó {time}</translation>
    </message>
    <message>
        <source>{run} could not go on</source>
        <translation>{run} no pudo seguir</translation>
    </message>
    <message>
        <source>{run} is ready</source>
        <translation>{run}, listo</translation>
    </message>
    <message>
        <source>{run} is ready: {figure}</source>
        <translation>{run}, listo: {figure}</translation>
    </message>
    <message>
        <source>{run} was stopped</source>
        <translation>{run} se ha parado</translation>
    </message>
</context>
<context>
    <name>OutcomeView</name>
    <message numerus="yes">
        <source>%n training(s) done</source>
        <translation>
            <numerusform>%n entrenamiento hecho</numerusform>
            <numerusform>%n entrenamientos hechos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n training(s) ended early</source>
        <translation>
            <numerusform>%n entrenamiento terminado antes</numerusform>
            <numerusform>%n entrenamientos terminados antes</numerusform>
        </translation>
    </message>
    <message>
        <source>All trials with their settings, for a spreadsheet</source>
        <translation>Todos los ensayos con sus ajustes, para una hoja de cálculo</translation>
    </message>
    <message>
        <source>Every trial is a run of its own, with curves and mistakes</source>
        <translation>Cada ensayo es un entrenamiento propio, con curvas y errores</translation>
    </message>
    <message>
        <source>Gathering the labels…</source>
        <translation>Reuniendo las etiquetas…</translation>
    </message>
    <message>
        <source>How far the search is</source>
        <translation>Cuánto lleva la búsqueda</translation>
    </message>
    <message>
        <source>It pauses after this step; what is done is kept.</source>
        <translation>Se pausa tras este paso; lo hecho se conserva.</translation>
    </message>
    <message>
        <source>Paused after {done} of {total} trainings; it can go on</source>
        <translation>En pausa tras {done} de {total} entrenamientos; puede seguir</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>Guardar como CSV…</translation>
    </message>
    <message>
        <source>See its results</source>
        <translation>Ver sus resultados</translation>
    </message>
    <message>
        <source>The next training has them already</source>
        <translation>El próximo entrenamiento ya los tiene</translation>
    </message>
    <message>
        <source>The next training is made with them</source>
        <translation>El próximo entrenamiento se hace con ellos</translation>
    </message>
    <message>
        <source>Trial {number}</source>
        <translation>Ensayo {number}</translation>
    </message>
    <message>
        <source>Trial {number}, the best so far</source>
        <translation>Ensayo {number}, el mejor hasta ahora</translation>
    </message>
    <message>
        <source>Use these settings</source>
        <translation>Usar estos ajustes</translation>
    </message>
    <message>
        <source>best: {metric} {value} in trial {number}</source>
        <translation>lo mejor: {metric} {value} en el ensayo {number}</translation>
    </message>
    <message>
        <source>the time limit was reached</source>
        <translation>se llegó al límite de tiempo</translation>
    </message>
    <message>
        <source>{done} of {total} trainings</source>
        <translation>{done} de {total} entrenamientos</translation>
    </message>
</context>
<context>
    <name>OverlayView</name>
    <message>
        <source>The map over the picture</source>
        <translation>El mapa sobre la imagen</translation>
    </message>
</context>
<context>
    <name>OverviewPage</name>
    <message>
        <source>Figures by label</source>
        <translation>Cifras por etiqueta</translation>
    </message>
    <message>
        <source>Label by label</source>
        <translation>Etiqueta por etiqueta</translation>
    </message>
    <message>
        <source>What it mixes up</source>
        <translation>Lo que confunde</translation>
    </message>
    <message>
        <source>rows: what it is · columns: its answer</source>
        <translation>filas: lo que es · columnas: su respuesta</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Back  ·  Esc</source>
        <translation>Volver  ·  Esc</translation>
    </message>
</context>
<context>
    <name>PaletteList</name>
    <message>
        <source>Actions and pictures that were found</source>
        <translation>Acciones e imágenes encontradas</translation>
    </message>
</context>
<context>
    <name>PictureFoldersCard</name>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n imagen</numerusform>
            <numerusform>%n imágenes</numerusform>
        </translation>
    </message>
    <message>
        <source>Add a folder of pictures</source>
        <translation>Añadir una carpeta de imágenes</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>Añadir una carpeta…</translation>
    </message>
    <message>
        <source>It is not there. Connect its drive, or say where it lies now.</source>
        <translation>No está ahí. Conecta su unidad o di dónde está ahora.</translation>
    </message>
    <message>
        <source>It lies elsewhere…</source>
        <translation>Está en otro sitio…</translation>
    </message>
    <message>
        <source>More pictures</source>
        <translation>Más imágenes</translation>
    </message>
    <message>
        <source>No project is open</source>
        <translation>No hay ningún proyecto abierto</translation>
    </message>
    <message>
        <source>Open one to see and change its folders here.</source>
        <translation>Abre uno para ver y cambiar aquí sus carpetas.</translation>
    </message>
    <message>
        <source>Pictures of this project</source>
        <translation>Imágenes de este proyecto</translation>
    </message>
    <message>
        <source>Take it out; nothing is deleted</source>
        <translation>Quitarla; no se borra nada</translation>
    </message>
    <message>
        <source>Take {folder} out</source>
        <translation>Quitar {folder}</translation>
    </message>
    <message>
        <source>They stay where they are. Labels, runs and the cache lie in {folder}.</source>
        <translation>Se quedan donde están. Las etiquetas, los entrenamientos y la caché están en {folder}.</translation>
    </message>
    <message>
        <source>{folder} lies elsewhere</source>
        <translation>{folder} está en otro sitio</translation>
    </message>
</context>
<context>
    <name>PictureMenus</name>
    <message>
        <source>Label of the picture</source>
        <translation>Etiqueta de la imagen</translation>
    </message>
    <message>
        <source>No label</source>
        <translation>Sin etiqueta</translation>
    </message>
    <message>
        <source>None: let the next training decide</source>
        <translation>Ninguna: que decida el próximo entrenamiento</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Propose</source>
        <translation>Proponer</translation>
    </message>
    <message>
        <source>Put into split</source>
        <translation>Poner en una partición</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Omitida</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Verificada</translation>
    </message>
</context>
<context>
    <name>PicturesView</name>
    <message>
        <source>Pictures</source>
        <translation>Imágenes</translation>
    </message>
</context>
<context>
    <name>PlanCard</name>
    <message>
        <source>{origin}. Enter opens it to change it.</source>
        <translation>{origin}. Intro la abre para cambiarla.</translation>
    </message>
    <message>
        <source>{title}: {value}</source>
        <translation>{title}: {value}</translation>
    </message>
</context>
<context>
    <name>PlanCards</name>
    <message>
        <source>Apple GPU</source>
        <translation>GPU de Apple</translation>
    </message>
    <message>
        <source>Backbone</source>
        <translation>Red base</translation>
    </message>
    <message numerus="yes">
        <source>CPU, %n core(s)</source>
        <translation>
            <numerusform>CPU, %n núcleo</numerusform>
            <numerusform>CPU, %n núcleos</numerusform>
        </translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Dispositivo</translation>
    </message>
    <message>
        <source>NVIDIA GPU</source>
        <translation>GPU de NVIDIA</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Partición</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Tiempo</translation>
    </message>
    <message>
        <source>about {time}</source>
        <translation>unos {time}</translation>
    </message>
    <message>
        <source>all features are ready</source>
        <translation>todas las características están listas</translation>
    </message>
    <message>
        <source>as you chose</source>
        <translation>como elegiste</translation>
    </message>
    <message>
        <source>cannot be built yet</source>
        <translation>aún no se puede construir</translation>
    </message>
    <message numerus="yes">
        <source>features of %n picture(s) are ready</source>
        <translation>
            <numerusform>las características de %n imagen están listas</numerusform>
            <numerusform>las características de %n imágenes están listas</numerusform>
        </translation>
    </message>
    <message>
        <source>features still to compute</source>
        <translation>características aún por calcular</translation>
    </message>
    <message>
        <source>frozen · {origin} · {size}</source>
        <translation>congelada · {origin} · {size}</translation>
    </message>
    <message>
        <source>its weights are not on this computer</source>
        <translation>sus pesos no están en este equipo</translation>
    </message>
    <message>
        <source>learns whole · needs no weights</source>
        <translation>aprende entera · no necesita pesos</translation>
    </message>
    <message>
        <source>no GPU found: why?</source>
        <translation>no se encontró GPU: ¿por qué?</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>aún no se sabe</translation>
    </message>
    <message>
        <source>nothing yet</source>
        <translation>nada aún</translation>
    </message>
    <message>
        <source>rough: {method} was never timed here</source>
        <translation>aproximado: {method} aún no se midió aquí</translation>
    </message>
    <message>
        <source>the fastest one found</source>
        <translation>el más rápido encontrado</translation>
    </message>
    <message>
        <source>the whole network learns</source>
        <translation>aprende la red entera</translation>
    </message>
    <message>
        <source>there is nothing to learn from</source>
        <translation>no hay de qué aprender</translation>
    </message>
    <message>
        <source>weights come with Vistazo</source>
        <translation>pesos de Vistazo</translation>
    </message>
    <message>
        <source>weights downloaded</source>
        <translation>pesos descargados</translation>
    </message>
    <message>
        <source>weights from your file</source>
        <translation>pesos de tu archivo</translation>
    </message>
    <message>
        <source>weights from your folder</source>
        <translation>pesos de tu carpeta</translation>
    </message>
    <message>
        <source>weights on this computer</source>
        <translation>pesos en este equipo</translation>
    </message>
    <message>
        <source>your own layers · learns whole</source>
        <translation>capas tuyas · aprende entera</translation>
    </message>
</context>
<context>
    <name>PoolPage</name>
    <message>
        <source>A window without weights keeps the largest number, the mean or the sum of its patch: the map becomes smaller. Try another kind on the same numbers.</source>
        <translation>Una ventana sin pesos conserva el número mayor, la media o la suma de su parche: el mapa se hace más pequeño. Prueba otro tipo con los mismos números.</translation>
    </message>
    <message>
        <source>Average</source>
        <translation>Media</translation>
    </message>
    <message>
        <source>Average of 2 × 2</source>
        <translation>Media de 2 × 2</translation>
    </message>
    <message>
        <source>How many cells the window goes on at a time; mostly its size.</source>
        <translation>Cuántas celdas avanza la ventana cada vez; casi siempre, su tamaño.</translation>
    </message>
    <message>
        <source>Input: {size}</source>
        <translation>Entrada: {size}</translation>
    </message>
    <message>
        <source>Maximum</source>
        <translation>Máximo</translation>
    </message>
    <message>
        <source>Maximum of 2 × 2</source>
        <translation>Máximo de 2 × 2</translation>
    </message>
    <message>
        <source>Output: {size}</source>
        <translation>Salida: {size}</translation>
    </message>
    <message>
        <source>Padding</source>
        <translation>Relleno</translation>
    </message>
    <message>
        <source>Pooling</source>
        <translation>Agrupación</translation>
    </message>
    <message>
        <source>Rows and columns around the input that are not looked at.</source>
        <translation>Filas y columnas en torno a la entrada que no se miran.</translation>
    </message>
    <message>
        <source>Rows and columns of the window.</source>
        <translation>Filas y columnas de la ventana.</translation>
    </message>
    <message>
        <source>Rows: {rows}     Columns: {columns}     No weights: 0 parameters</source>
        <translation>Filas: {rows}     Columnas: {columns}     Sin pesos: 0 parámetros</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamaño</translation>
    </message>
    <message>
        <source>Size of the window</source>
        <translation>Tamaño de la ventana</translation>
    </message>
    <message>
        <source>Stride</source>
        <translation>Paso</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>Suma</translation>
    </message>
    <message>
        <source>Sum of 2 × 2</source>
        <translation>Suma de 2 × 2</translation>
    </message>
    <message>
        <source>The walk as GIF…</source>
        <translation>El recorrido como GIF…</translation>
    </message>
    <message>
        <source>W becomes W/K: 12 × 12 by 3 is 4 × 4</source>
        <translation>W pasa a W/K: 12 × 12 entre 3 es 4 × 4</translation>
    </message>
    <message>
        <source>Windows of 3 with stride 2 overlap</source>
        <translation>Ventanas de 3 con paso 2 se solapan</translation>
    </message>
    <message>
        <source>Your picture, half as large</source>
        <translation>Tu imagen, la mitad de grande</translation>
    </message>
    <message>
        <source>Zeros of the padding count in the mean</source>
        <translation>Los ceros del relleno cuentan en la media</translation>
    </message>
</context>
<context>
    <name>PrecisionPage</name>
    <message>
        <source>101 points (COCO)</source>
        <translation>101 puntos (COCO)</translation>
    </message>
    <message>
        <source>11 points</source>
        <translation>11 puntos</translation>
    </message>
    <message>
        <source>90 % at recall 10 %, 96 % at 20 %: 96 % counts</source>
        <translation>90 % con exhaustividad 10 %, 96 % con 20 %: cuenta 96 %</translation>
    </message>
    <message>
        <source>AP = {value}</source>
        <translation>AP = {value}</translation>
    </message>
    <message>
        <source>All points</source>
        <translation>Todos los puntos</translation>
    </message>
    <message>
        <source>All right, all found: 1</source>
        <translation>Todas correctas, todo hallado: 1</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Respuesta</translation>
    </message>
    <message>
        <source>Answers in the order of their scores: each changes precision and recall, and the curve grows. Step through the list, click an answer to turn it, and compare the rules.</source>
        <translation>Respuestas en el orden de su puntuación: cada una cambia la precisión y la exhaustividad, y la curva crece. Recorre la lista, haz clic en una respuesta para cambiarla y compara las reglas.</translation>
    </message>
    <message>
        <source>Average precision</source>
        <translation>Precisión media</translation>
    </message>
    <message>
        <source>Best from here</source>
        <translation>Mejor desde ahí</translation>
    </message>
    <message>
        <source>Best precision from a recall on: with 90 % at 10 % and 96 % at 20 %, {best} % counts at 10 %. mAP is the mean over the labels: of {a} and {b} it is {mean}.</source>
        <translation>La mejor precisión desde una exhaustividad: con 90 % al 10 % y 96 % al 20 %, al 10 % cuenta {best} %. mAP es la media de las etiquetas: de {a} y {b} es {mean}.</translation>
    </message>
    <message>
        <source>Click an answer, or press T, to turn it from right to wrong and back.</source>
        <translation>Haz clic en una respuesta, o pulsa T, para cambiarla de correcta a errónea y al revés.</translation>
    </message>
    <message>
        <source>How many there really are.</source>
        <translation>Cuántos hay de verdad.</translation>
    </message>
    <message>
        <source>Nothing is found yet.</source>
        <translation>Aún no se ha hallado nada.</translation>
    </message>
    <message>
        <source>Objects that there are</source>
        <translation>Objetos que hay</translation>
    </message>
    <message>
        <source>Objects to be found</source>
        <translation>Objetos por hallar</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Puesto</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Precisión</translation>
    </message>
    <message>
        <source>Precision over recall</source>
        <translation>Precisión según exhaustividad</translation>
    </message>
    <message>
        <source>Ranked answers</source>
        <translation>Respuestas ordenadas</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>Exhaustividad</translation>
    </message>
    <message>
        <source>Ten answers, six objects, 11 points</source>
        <translation>Diez respuestas, seis objetos, 11 puntos</translation>
    </message>
    <message>
        <source>The same by 101 points (COCO)</source>
        <translation>Lo mismo con 101 puntos (COCO)</translation>
    </message>
    <message>
        <source>The same by all points</source>
        <translation>Lo mismo con todos los puntos</translation>
    </message>
    <message>
        <source>Wrong answers first</source>
        <translation>Primero las erróneas</translation>
    </message>
    <message>
        <source>best from here on</source>
        <translation>mejor desde ahí</translation>
    </message>
    <message>
        <source>precision</source>
        <translation>precisión</translation>
    </message>
    <message>
        <source>recall</source>
        <translation>exhaustividad</translation>
    </message>
    <message>
        <source>right</source>
        <translation>correcta</translation>
    </message>
    <message>
        <source>wrong</source>
        <translation>errónea</translation>
    </message>
</context>
<context>
    <name>PreviewGrid</name>
    <message numerus="yes">
        <source>%n of them show(s) it as it is</source>
        <translation>
            <numerusform>%n de ellas la muestra como es</numerusform>
            <numerusform>%n de ellas la muestran como es</numerusform>
        </translation>
    </message>
    <message>
        <source>Nine views of the picture</source>
        <translation>Nueve vistas de la imagen</translation>
    </message>
    <message>
        <source>The picture as the network sees it in use: always among what it learns from.</source>
        <translation>La imagen como la red la ve en uso: siempre está entre aquello de lo que aprende.</translation>
    </message>
    <message>
        <source>View {n} of this picture, exactly as a training with this seed would make it.</source>
        <translation>Vista {n} de esta imagen, exactamente como la haría un entrenamiento con esta semilla.</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>como es</translation>
    </message>
    <message>
        <source>view {n}</source>
        <translation>vista {n}</translation>
    </message>
</context>
<context>
    <name>PreviewPanel</name>
    <message>
        <source>Another picture: the next one</source>
        <translation>Otra imagen: la siguiente</translation>
    </message>
    <message>
        <source>Another picture: the one before</source>
        <translation>Otra imagen: la anterior</translation>
    </message>
    <message>
        <source>Eight other views of the same picture</source>
        <translation>Otras ocho vistas de la misma imagen</translation>
    </message>
    <message>
        <source>Label a few pictures first: then their views are shown here.</source>
        <translation>Etiqueta primero unas imágenes: entonces sus vistas se muestran aquí.</translation>
    </message>
    <message>
        <source>Shuffle</source>
        <translation>Mezclar</translation>
    </message>
</context>
<context>
    <name>ProblemLine</name>
    <message>
        <source>Copy the sentence</source>
        <translation>Copiar la frase</translation>
    </message>
</context>
<context>
    <name>Projects</name>
    <message numerus="yes">
        <source>%n folder(s) were opened as one project: {name}.</source>
        <translation>
            <numerusform>%n carpeta se abrió como un proyecto: {name}.</numerusform>
            <numerusform>%n carpetas se abrieron como un solo proyecto: {name}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Under “Folders of this project” in the menu each can be taken out again.</source>
        <translation>En el menú, en «Carpetas de este proyecto», se puede quitar cada una.</translation>
    </message>
</context>
<context>
    <name>ProposalsBar</name>
    <message numerus="yes">
        <source>%n proposal(s)</source>
        <translation>
            <numerusform>%n propuesta</numerusform>
            <numerusform>%n propuestas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n proposal(s) below</source>
        <translation>
            <numerusform>%n propuesta por debajo</numerusform>
            <numerusform>%n propuestas por debajo</numerusform>
        </translation>
    </message>
    <message>
        <source>Accept all</source>
        <translation>Aceptar todas</translation>
    </message>
    <message>
        <source>Key: {key}</source>
        <translation>Tecla: {key}</translation>
    </message>
    <message>
        <source>Least score</source>
        <translation>Puntuación mínima</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Siguiente</translation>
    </message>
    <message>
        <source>Proposals</source>
        <translation>Propuestas</translation>
    </message>
    <message>
        <source>Proposals below this score are hidden. A score of 1 means that the model is sure.</source>
        <translation>Las propuestas por debajo de esta puntuación se ocultan. Una puntuación de 1 significa que el modelo está seguro.</translation>
    </message>
    <message>
        <source>Proposed: {label} {score}</source>
        <translation>Propuesta: {label} {score}</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Rechazar</translation>
    </message>
    <message>
        <source>Reject all</source>
        <translation>Rechazar todas</translation>
    </message>
    <message>
        <source>score ≥ {score}</source>
        <translation>puntuación ≥ {score}</translation>
    </message>
</context>
<context>
    <name>QShortcut</name>
    <message>
        <source>Ctrl</source>
        <translation>Ctrl</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Supr</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Ins</source>
        <translation>Insert</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Intro</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Mayús</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tab</translation>
    </message>
</context>
<context>
    <name>QuestionCard</name>
    <message>
        <source>A number</source>
        <translation>Un número</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Comprobar</translation>
    </message>
    <message>
        <source>Check the answer</source>
        <translation>Comprobar la respuesta</translation>
    </message>
    <message>
        <source>The layers of your network are being counted.</source>
        <translation>Se están contando las capas de tu red.</translation>
    </message>
    <message>
        <source>Write a number, in digits.</source>
        <translation>Escribe un número, en cifras.</translation>
    </message>
    <message>
        <source>Your answer, a number</source>
        <translation>Tu respuesta, un número</translation>
    </message>
</context>
<context>
    <name>QueueCard</name>
    <message numerus="yes">
        <source>%n training(s) in the queue</source>
        <translation>
            <numerusform>%n entrenamiento en la cola</numerusform>
            <numerusform>%n entrenamientos en la cola</numerusform>
        </translation>
    </message>
    <message>
        <source>A guess within a factor of two.</source>
        <translation>Una estimación: puede tardar la mitad o el doble.</translation>
    </message>
    <message>
        <source>Begins with the first one; the others follow by themselves.</source>
        <translation>Empieza con el primero; los demás siguen solos.</translation>
    </message>
    <message>
        <source>Gathering the labels of the next one</source>
        <translation>Reuniendo las etiquetas del siguiente</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Red</translation>
    </message>
    <message>
        <source>On: where a training fails, the others wait until you start them. Off: the next one begins.</source>
        <translation>Activado: si un entrenamiento falla, los demás esperan hasta que los inicies. Desactivado: empieza el siguiente.</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Cola</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Semilla</translation>
    </message>
    <message>
        <source>Start the queue</source>
        <translation>Iniciar la cola</translation>
    </message>
    <message>
        <source>Stop if one fails</source>
        <translation>Parar si uno falla</translation>
    </message>
    <message>
        <source>Take {run} out</source>
        <translation>Quitar {run}</translation>
    </message>
    <message>
        <source>They begin one after the other, with the labels as they were when you put them here.</source>
        <translation>Empiezan uno tras otro, con las etiquetas tal como estaban cuando los pusiste aquí.</translation>
    </message>
    <message>
        <source>They begin when you start them, with the labels as they were when you put them here.</source>
        <translation>Empiezan cuando los inicies, con las etiquetas tal como estaban cuando los pusiste aquí.</translation>
    </message>
    <message>
        <source>They wait because {run} failed.</source>
        <translation>Esperan porque {run} falló.</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Pesos</translation>
    </message>
    <message>
        <source>about {time}</source>
        <translation>unos {time}</translation>
    </message>
    <message>
        <source>as usual</source>
        <translation>como siempre</translation>
    </message>
    <message>
        <source>off</source>
        <translation>no</translation>
    </message>
    <message>
        <source>on</source>
        <translation>sí</translation>
    </message>
    <message>
        <source>{n} more</source>
        <translation>{n} más</translation>
    </message>
    <message>
        <source>{run} earlier</source>
        <translation>{run} antes</translation>
    </message>
    <message>
        <source>{run} later</source>
        <translation>{run} después</translation>
    </message>
</context>
<context>
    <name>RangeEditor</name>
    <message>
        <source>{field}, from</source>
        <translation>{field}, desde</translation>
    </message>
    <message>
        <source>{field}, to</source>
        <translation>{field}, hasta</translation>
    </message>
</context>
<context>
    <name>RangeList</name>
    <message>
        <source>All</source>
        <translation>Todas</translation>
    </message>
    <message>
        <source>Find a choice</source>
        <translation>Buscar una opción</translation>
    </message>
    <message>
        <source>No choice is called like that.</source>
        <translation>Ninguna opción se llama así.</translation>
    </message>
    <message>
        <source>Simple</source>
        <translation>Básicas</translation>
    </message>
    <message>
        <source>What shall be varied?</source>
        <translation>¿Qué se varía?</translation>
    </message>
</context>
<context>
    <name>RangeRow</name>
    <message>
        <source>It can be {bounds}.</source>
        <translation>Puede ir {bounds}.</translation>
    </message>
    <message>
        <source>On: 0.001 to 0.01 is tried as often as 0.01 to 0.1. Right for rates and penalties, which are thought of in powers of ten.</source>
        <translation>Activado: de 0,001 a 0,01 se prueba tanto como de 0,01 a 0,1. Lo adecuado para tasas y penalizaciones, que se piensan en potencias de diez.</translation>
    </message>
    <message>
        <source>equal factors</source>
        <translation>por factores</translation>
    </message>
    <message>
        <source>from</source>
        <translation>de</translation>
    </message>
    <message>
        <source>now {value}</source>
        <translation>ahora {value}</translation>
    </message>
    <message>
        <source>to</source>
        <translation>a</translation>
    </message>
    <message>
        <source>{field}, equal factors</source>
        <translation>{field}, por factores</translation>
    </message>
    <message>
        <source>{field}, from</source>
        <translation>{field}, desde</translation>
    </message>
    <message>
        <source>{field}, to</source>
        <translation>{field}, hasta</translation>
    </message>
</context>
<context>
    <name>RatePage</name>
    <message>
        <source>About a hundred steps are tried with a rate that rises from tiny to far too high. The curve shows where the loss falls and where it explodes. Nothing is kept.</source>
        <translation>Se prueban unos cien pasos con una tasa que sube de diminuta a demasiado alta. La curva muestra dónde baja la pérdida y dónde estalla. No se guarda nada.</translation>
    </message>
    <message>
        <source>Find it again</source>
        <translation>Buscar otra vez</translation>
    </message>
    <message>
        <source>Find the rate</source>
        <translation>Buscar la tasa</translation>
    </message>
    <message>
        <source>How far the search is</source>
        <translation>Cuánto lleva la búsqueda</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Tasa de aprendizaje</translation>
    </message>
    <message>
        <source>Looking for the rate: {phase}</source>
        <translation>Buscando la tasa: {phase}</translation>
    </message>
    <message>
        <source>Loss by learning rate</source>
        <translation>Pérdida según la tasa de aprendizaje</translation>
    </message>
    <message>
        <source>Not while a training runs</source>
        <translation>No mientras se entrena</translation>
    </message>
    <message>
        <source>Rate to use</source>
        <translation>Tasa que usar</translation>
    </message>
    <message>
        <source>Something is missing: the page before says what</source>
        <translation>Falta algo: la página anterior dice qué</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Parar</translation>
    </message>
    <message>
        <source>Stop the search</source>
        <translation>Detener la búsqueda</translation>
    </message>
    <message>
        <source>Suggested rate</source>
        <translation>Tasa sugerida</translation>
    </message>
    <message>
        <source>The chart is in {file}.</source>
        <translation>El gráfico está en {file}.</translation>
    </message>
    <message>
        <source>The next training uses it.</source>
        <translation>El próximo entrenamiento la usa.</translation>
    </message>
    <message>
        <source>The next training uses {rate} as yet.</source>
        <translation>El próximo entrenamiento usa por ahora {rate}.</translation>
    </message>
    <message>
        <source>The suggestion, or another one that you read off the curve</source>
        <translation>La sugerencia, u otra que leas en la curva</translation>
    </message>
    <message>
        <source>Use this rate</source>
        <translation>Usar esta tasa</translation>
    </message>
    <message>
        <source>Where the curve falls most steeply, the network learns fastest.</source>
        <translation>Donde la curva cae más deprisa, la red aprende más rápido.</translation>
    </message>
    <message>
        <source>Which rate suits this training?</source>
        <translation>¿Qué tasa conviene a este entrenamiento?</translation>
    </message>
    <message>
        <source>each step</source>
        <translation>cada paso</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>tasa de aprendizaje</translation>
    </message>
    <message>
        <source>smoothed</source>
        <translation>suavizada</translation>
    </message>
    <message>
        <source>suggested: {rate}</source>
        <translation>sugerida: {rate}</translation>
    </message>
    <message>
        <source>trying rates</source>
        <translation>probando tasas</translation>
    </message>
</context>
<context>
    <name>RecentCard</name>
    <message>
        <source>Cannot be read</source>
        <translation>No se puede leer</translation>
    </message>
    <message>
        <source>Locate {project}</source>
        <translation>Localizar {project}</translation>
    </message>
    <message>
        <source>Locate…</source>
        <translation>Localizar…</translation>
    </message>
    <message>
        <source>No pictures yet</source>
        <translation>Aún no hay imágenes</translation>
    </message>
    <message>
        <source>Not there any more</source>
        <translation>Ya no está</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>Remove from this list</source>
        <translation>Quitar de esta lista</translation>
    </message>
    <message>
        <source>Remove {project} from this list</source>
        <translation>Quitar {project} de esta lista</translation>
    </message>
    <message>
        <source>Verified pictures</source>
        <translation>Imágenes verificadas</translation>
    </message>
    <message>
        <source>{done} of {total} verified</source>
        <translation>{done} de {total} verificadas</translation>
    </message>
</context>
<context>
    <name>RecentList</name>
    <message>
        <source>Recent projects</source>
        <translation>Proyectos recientes</translation>
    </message>
    <message>
        <source>Where is {project} now?</source>
        <translation>¿Dónde está ahora {project}?</translation>
    </message>
</context>
<context>
    <name>RecipePage</name>
    <message numerus="yes">
        <source>%n choice(s) cannot be used: the training keeps what it had before.</source>
        <translation>
            <numerusform>%n opción no se puede usar: el entrenamiento conserva lo de antes.</numerusform>
            <numerusform>%n opciones no se pueden usar: el entrenamiento conserva lo de antes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n choice(s) differ from the usual. The next training uses them.</source>
        <translation>
            <numerusform>%n opción difiere de lo habitual. El próximo entrenamiento la usa.</numerusform>
            <numerusform>%n opciones difieren de lo habitual. El próximo entrenamiento las usa.</numerusform>
        </translation>
    </message>
    <message>
        <source>A short search that shows which learning rates learn and which explode</source>
        <translation>Una búsqueda corta que muestra qué tasas aprenden y cuáles estallan</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Todas</translation>
    </message>
    <message>
        <source>Back to the usual</source>
        <translation>Volver a lo habitual</translation>
    </message>
    <message>
        <source>Everything is as usual. What you change is used by the next training.</source>
        <translation>Todo está como siempre. Lo que cambies lo usa el próximo entrenamiento.</translation>
    </message>
    <message>
        <source>Find a choice</source>
        <translation>Buscar una opción</translation>
    </message>
    <message>
        <source>Find the rate</source>
        <translation>Buscar la tasa</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Formulario</translation>
    </message>
    <message>
        <source>Open a recipe</source>
        <translation>Abrir una receta</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Abrir…</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Receta</translation>
    </message>
    <message>
        <source>Recipes</source>
        <translation>Recetas</translation>
    </message>
    <message>
        <source>Save the recipe</source>
        <translation>Guardar la receta</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Guardar…</translation>
    </message>
    <message>
        <source>Search for better settings: many trainings, and what was best</source>
        <translation>Buscar mejores ajustes: muchos entrenamientos, y qué fue lo mejor</translation>
    </message>
    <message>
        <source>Search…</source>
        <translation>Búsqueda…</translation>
    </message>
    <message>
        <source>Simple</source>
        <translation>Básicas</translation>
    </message>
    <message>
        <source>TOML</source>
        <translation>TOML</translation>
    </message>
    <message>
        <source>Take every change back</source>
        <translation>Deshacer todos los cambios</translation>
    </message>
    <message>
        <source>Take the choices of a recipe's file (TOML)</source>
        <translation>Tomar las opciones del archivo de una receta (TOML)</translation>
    </message>
    <message>
        <source>The recipe is in {file}.</source>
        <translation>La receta está en {file}.</translation>
    </message>
    <message>
        <source>Write all choices into a file, for vistazo train --recipe or another project</source>
        <translation>Escribir todas las opciones en un archivo, para vistazo train --recipe u otro proyecto</translation>
    </message>
</context>
<context>
    <name>RecipeWords</name>
    <message>
        <source>Matters {when}.</source>
        <translation>Cuenta {when}.</translation>
    </message>
    <message>
        <source>Only for classifiers.</source>
        <translation>Solo para clasificadores.</translation>
    </message>
    <message>
        <source>Only for detectors.</source>
        <translation>Solo para detectores.</translation>
    </message>
    <message>
        <source>from {low} to {high}</source>
        <translation>de {low} a {high}</translation>
    </message>
    <message>
        <source>off</source>
        <translation>no</translation>
    </message>
    <message>
        <source>on</source>
        <translation>sí</translation>
    </message>
</context>
<context>
    <name>ReportSaving</name>
    <message>
        <source>Open folder</source>
        <translation>Abrir carpeta</translation>
    </message>
    <message>
        <source>Save the report in</source>
        <translation>Guardar el informe en</translation>
    </message>
    <message>
        <source>The report is saved: {folder}</source>
        <translation>El informe está guardado: {folder}</translation>
    </message>
</context>
<context>
    <name>ResultsPlace</name>
    <message>
        <source>Curves of the run</source>
        <translation>Curvas del entrenamiento</translation>
    </message>
    <message>
        <source>Go to Train</source>
        <translation>Ir a Entrenar</translation>
    </message>
    <message>
        <source>Model card</source>
        <translation>Ficha del modelo</translation>
    </message>
    <message>
        <source>No results yet</source>
        <translation>Aún no hay resultados</translation>
    </message>
    <message>
        <source>Open the run's folder</source>
        <translation>Abrir la carpeta del entrenamiento</translation>
    </message>
    <message>
        <source>Save the run’s report…</source>
        <translation>Guardar el informe del entrenamiento…</translation>
    </message>
    <message>
        <source>Score again</source>
        <translation>Evaluar de nuevo</translation>
    </message>
    <message>
        <source>The run in depth</source>
        <translation>El entrenamiento a fondo</translation>
    </message>
    <message>
        <source>Try a picture</source>
        <translation>Probar una imagen</translation>
    </message>
    <message>
        <source>What a model can do and where it errs is shown here.</source>
        <translation>Aquí se muestra lo que un modelo sabe hacer y dónde falla.</translation>
    </message>
    <message>
        <source>Worst pictures</source>
        <translation>Las peores imágenes</translation>
    </message>
</context>
<context>
    <name>RunCard</name>
    <message>
        <source>The curves begin with the first step; labelling goes on meanwhile.</source>
        <translation>Las curvas empiezan con el primer paso; mientras tanto puedes seguir etiquetando.</translation>
    </message>
</context>
<context>
    <name>RunHead</name>
    <message>
        <source>Ends after the step that is being computed; the best epoch so far is kept.</source>
        <translation>Termina tras el paso que se está calculando; se conserva la mejor época hasta ahora.</translation>
    </message>
    <message>
        <source>Ends the worker at once; the best epoch that was saved is kept.</source>
        <translation>Termina el proceso al momento; se conserva la mejor época guardada.</translation>
    </message>
    <message>
        <source>How far the training is</source>
        <translation>Por dónde va el entrenamiento</translation>
    </message>
    <message>
        <source>Stop and keep the best</source>
        <translation>Parar y quedarse lo mejor</translation>
    </message>
    <message>
        <source>Stop now</source>
        <translation>Parar ya</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>Parando</translation>
    </message>
    <message>
        <source>Stopping now</source>
        <translation>Parando ya</translation>
    </message>
    <message>
        <source>{figure} best at epoch {epoch}</source>
        <translation>{figure}, mejor en la época {epoch}</translation>
    </message>
    <message>
        <source>{run} · finishing this step, about {wait}</source>
        <translation>{run} · acaba este paso, unos {wait}</translation>
    </message>
    <message>
        <source>{run} · stopping now, what was saved is kept</source>
        <translation>{run} · parando ya, se conserva lo guardado</translation>
    </message>
    <message>
        <source>{run} · this step takes longer than usual</source>
        <translation>{run} · este paso tarda más de lo normal</translation>
    </message>
</context>
<context>
    <name>RunList</name>
    <message>
        <source>Runs</source>
        <translation>Entrenamientos</translation>
    </message>
</context>
<context>
    <name>RunMenu</name>
    <message>
        <source>Compare with</source>
        <translation>Comparar con</translation>
    </message>
    <message>
        <source>Export its model…</source>
        <translation>Exportar su modelo…</translation>
    </message>
    <message>
        <source>Open its folder</source>
        <translation>Abrir su carpeta</translation>
    </message>
    <message>
        <source>Proposals</source>
        <translation>Propuestas</translation>
    </message>
    <message>
        <source>Propose with it on pictures to do</source>
        <translation>Proponer con él en las imágenes pendientes</translation>
    </message>
    <message>
        <source>Score again</source>
        <translation>Evaluar de nuevo</translation>
    </message>
    <message>
        <source>Show its card</source>
        <translation>Ver su ficha</translation>
    </message>
</context>
<context>
    <name>RunNotice</name>
    <message>
        <source>: {percent} %</source>
        <translation>: {percent} %</translation>
    </message>
    <message>
        <source>Its figures are those of its best epoch.</source>
        <translation>Sus cifras son las de su mejor época.</translation>
    </message>
    <message>
        <source>Nothing was measured yet: score it now, or go on with it in Train.</source>
        <translation>Aún no se midió nada: evalúalo ahora o sigue con él en Entrenar.</translation>
    </message>
    <message>
        <source>Score again</source>
        <translation>Evaluar de nuevo</translation>
    </message>
    <message>
        <source>Scoring again notes them, so that every figure opens its pictures.</source>
        <translation>Al evaluar de nuevo se anotan, y cada cifra abre sus imágenes.</translation>
    </message>
    <message>
        <source>Scoring again{part}…</source>
        <translation>Evaluando de nuevo{part}…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Parar</translation>
    </message>
    <message>
        <source>The pictures behind these figures were not noted.</source>
        <translation>No se anotaron las imágenes de estas cifras.</translation>
    </message>
    <message>
        <source>This run is training now: these are its figures so far.</source>
        <translation>Se está entrenando ahora: estas son sus cifras hasta el momento.</translation>
    </message>
    <message>
        <source>This run was stopped before it was scored.</source>
        <translation>Se paró antes de evaluarlo.</translation>
    </message>
</context>
<context>
    <name>RunPage</name>
    <message>
        <source>Card</source>
        <translation>Ficha</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Código</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>Curvas</translation>
    </message>
    <message>
        <source>Figures of which pictures</source>
        <translation>Cifras de qué imágenes</translation>
    </message>
    <message>
        <source>In depth</source>
        <translation>A fondo</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Resumen</translation>
    </message>
    <message>
        <source>Save report…</source>
        <translation>Informe…</translation>
    </message>
    <message>
        <source>Score this run again: there are no figures to report yet</source>
        <translation>Vuelve a puntuar este entrenamiento: aún no hay cifras para el informe</translation>
    </message>
    <message>
        <source>Tables and plots as a page (HTML) and as a PDF, each by itself, in the window’s language</source>
        <translation>Tablas y gráficos como página (HTML) y como PDF, cada uno completo, en el idioma de la ventana</translation>
    </message>
    <message>
        <source>Test pictures</source>
        <translation>Imágenes de prueba</translation>
    </message>
    <message>
        <source>Time machine</source>
        <translation>Máquina del tiempo</translation>
    </message>
    <message>
        <source>Try a picture</source>
        <translation>Probar una</translation>
    </message>
    <message>
        <source>Validation pictures</source>
        <translation>Imágenes de validación</translation>
    </message>
    <message>
        <source>Worst pictures</source>
        <translation>Las peores</translation>
    </message>
</context>
<context>
    <name>RunSide</name>
    <message>
        <source>Compare</source>
        <translation>Comparar</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Entrenamientos</translation>
    </message>
    <message>
        <source>Tick another run to compare them, up to four.</source>
        <translation>Marca otro entrenamiento para compararlos, hasta cuatro.</translation>
    </message>
    <message>
        <source>Tick two to four runs to compare them.</source>
        <translation>Marca de dos a cuatro entrenamientos para compararlos.</translation>
    </message>
</context>
<context>
    <name>RunWords</name>
    <message>
        <source>AP</source>
        <translation>AP</translation>
    </message>
    <message>
        <source>AP50</source>
        <translation>AP50</translation>
    </message>
    <message>
        <source>AP75</source>
        <translation>AP75</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Exactitud</translation>
    </message>
    <message>
        <source>Among the best 5</source>
        <translation>Entre las 5 mejores</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Pérdida</translation>
    </message>
    <message>
        <source>Overlap</source>
        <translation>Solape</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Precisión</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>Exhaustividad</translation>
    </message>
    <message>
        <source>Run {number}</source>
        <translation>Entrenamiento {number}</translation>
    </message>
    <message>
        <source>The training</source>
        <translation>El entrenamiento</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>exactitud</translation>
    </message>
    <message>
        <source>classifier</source>
        <translation>clasificador</translation>
    </message>
    <message>
        <source>computing features</source>
        <translation>calculando características</translation>
    </message>
    <message>
        <source>detector</source>
        <translation>detector</translation>
    </message>
    <message>
        <source>downloading weights</source>
        <translation>descargando pesos</translation>
    </message>
    <message>
        <source>epoch {epoch} of {epochs}</source>
        <translation>época {epoch} de {epochs}</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>falló</translation>
    </message>
    <message>
        <source>gathering the pictures</source>
        <translation>reuniendo las imágenes</translation>
    </message>
    <message>
        <source>localiser</source>
        <translation>localizador</translation>
    </message>
    <message>
        <source>nothing learnt</source>
        <translation>sin aprender nada</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>en pausa</translation>
    </message>
    <message>
        <source>precision</source>
        <translation>precisión</translation>
    </message>
    <message>
        <source>reading the pictures</source>
        <translation>leyendo las imágenes</translation>
    </message>
    <message>
        <source>recall</source>
        <translation>exhaustividad</translation>
    </message>
    <message>
        <source>scoring</source>
        <translation>evaluando</translation>
    </message>
    <message>
        <source>splitting the pictures</source>
        <translation>repartiendo las imágenes</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>empezando</translation>
    </message>
    <message>
        <source>stopped early</source>
        <translation>parado antes de acabar</translation>
    </message>
    <message>
        <source>today {time}</source>
        <translation>hoy {time}</translation>
    </message>
    <message>
        <source>training</source>
        <translation>entrenando</translation>
    </message>
    <message>
        <source>training now</source>
        <translation>entrenando ahora</translation>
    </message>
    <message>
        <source>yesterday {time}</source>
        <translation>ayer {time}</translation>
    </message>
    <message>
        <source>{h} h {m} min</source>
        <translation>{h} h {m} min</translation>
    </message>
    <message>
        <source>{number} %</source>
        <translation>{number} %</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} min</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n} s</translation>
    </message>
    <message>
        <source>{stage}, {done} of {total}</source>
        <translation>{stage}, {done} de {total}</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>quedan {time}</translation>
    </message>
</context>
<context>
    <name>RunningJob</name>
    <message>
        <source>Looking for pictures: {done}</source>
        <translation>Buscando imágenes: {done}</translation>
    </message>
    <message>
        <source>Proposing {done} of {total}</source>
        <translation>Proponiendo {done} de {total}</translation>
    </message>
    <message>
        <source>Reading annotations: {done}</source>
        <translation>Leyendo anotaciones: {done}</translation>
    </message>
    <message>
        <source>Taking labels from the folders</source>
        <translation>Tomando etiquetas de las carpetas</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Entrenando</translation>
    </message>
    <message>
        <source>{run}: finishing this step, then saving</source>
        <translation>{run}: acaba este paso y guarda</translation>
    </message>
    <message>
        <source>{run}: {stage}</source>
        <translation>{run}: {stage}</translation>
    </message>
</context>
<context>
    <name>SampleStrip</name>
    <message>
        <source>Copy as a sentence</source>
        <translation>Copiar como frase</translation>
    </message>
    <message>
        <source>How it answers after epoch {epoch}</source>
        <translation>Cómo responde tras la época {epoch}</translation>
    </message>
    <message>
        <source>How it answers within the first epoch</source>
        <translation>Cómo responde durante la primera época</translation>
    </message>
    <message>
        <source>Open in Label</source>
        <translation>Abrir en Etiquetar</translation>
    </message>
</context>
<context>
    <name>SampleTile</name>
    <message numerus="yes">
        <source>%n found, best {score}</source>
        <translation>
            <numerusform>%n encontrada, mejor {score}</numerusform>
            <numerusform>%n encontradas, mejor {score}</numerusform>
        </translation>
    </message>
    <message>
        <source>A validation picture</source>
        <translation>Una imagen de validación</translation>
    </message>
    <message numerus="yes">
        <source>Drawn by you: %n box(es). The model: {answer}.</source>
        <translation>
            <numerusform>Dibujada por ti: %n caja. El modelo: {answer}.</numerusform>
            <numerusform>Dibujadas por ti: %n cajas. El modelo: {answer}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Cargando…</translation>
    </message>
    <message>
        <source>Thin: what you drew. Dashed: what the model finds now. Click to open the picture.</source>
        <translation>Fina: lo que dibujaste. Discontinua: lo que encuentra ahora el modelo. Haz clic para abrir la imagen.</translation>
    </message>
    <message>
        <source>You: {truth}. The model: {answer} {verdict}</source>
        <translation>Tú: {truth}. El modelo: {answer} {verdict}</translation>
    </message>
    <message>
        <source>no answer yet</source>
        <translation>aún sin respuesta</translation>
    </message>
    <message>
        <source>no label</source>
        <translation>sin etiqueta</translation>
    </message>
    <message>
        <source>nothing found yet</source>
        <translation>aún no encuentra nada</translation>
    </message>
    <message>
        <source>right</source>
        <translation>correcto</translation>
    </message>
    <message>
        <source>wrong</source>
        <translation>incorrecto</translation>
    </message>
</context>
<context>
    <name>SearchPage</name>
    <message>
        <source>A search trains on your labels: without them there is nothing to search for.</source>
        <translation>Una búsqueda entrena con tus etiquetas: sin ellas no hay nada que buscar.</translation>
    </message>
    <message>
        <source>Back to the training</source>
        <translation>Volver al entrenamiento</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>Copiar la orden</translation>
    </message>
    <message>
        <source>Correct what is marked first.</source>
        <translation>Corrige primero lo marcado.</translation>
    </message>
    <message>
        <source>Earlier searches</source>
        <translation>Búsquedas anteriores</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Seguir</translation>
    </message>
    <message>
        <source>It stops after this step and can go on later, also after closing the program.</source>
        <translation>Se detiene tras este paso y puede seguir más tarde, también tras cerrar el programa.</translation>
    </message>
    <message>
        <source>Label some pictures first</source>
        <translation>Etiqueta antes algunas imágenes</translation>
    </message>
    <message>
        <source>New search</source>
        <translation>Nueva búsqueda</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausar</translation>
    </message>
    <message>
        <source>Save the plot</source>
        <translation>Guardar el gráfico</translation>
    </message>
    <message>
        <source>Save the table</source>
        <translation>Guardar la tabla</translation>
    </message>
    <message>
        <source>Search for better settings</source>
        <translation>Buscar mejores ajustes</translation>
    </message>
    <message>
        <source>Searches of this project</source>
        <translation>Búsquedas de este proyecto</translation>
    </message>
    <message>
        <source>Searches of this project, the newest first</source>
        <translation>Búsquedas de este proyecto, la más nueva primero</translation>
    </message>
    <message>
        <source>See the recipe</source>
        <translation>Ver la receta</translation>
    </message>
    <message>
        <source>So many trainings more, with what was learnt from those that are done</source>
        <translation>Otros tantos entrenamientos, con lo aprendido de los que ya están hechos</translation>
    </message>
    <message>
        <source>Something else trains: wait for its end.</source>
        <translation>Otra cosa se está entrenando: espera a que termine.</translation>
    </message>
    <message>
        <source>Something is missing: the page before says what</source>
        <translation>Falta algo: la página anterior dice qué</translation>
    </message>
    <message>
        <source>Switch on what shall be varied.</source>
        <translation>Activa lo que se ha de variar.</translation>
    </message>
    <message>
        <source>The command is in the clipboard.</source>
        <translation>La orden está en el portapapeles.</translation>
    </message>
    <message>
        <source>The next training uses the settings of trial {number}.</source>
        <translation>El próximo entrenamiento usa los ajustes del ensayo {number}.</translation>
    </message>
    <message>
        <source>The plot is in {file}.</source>
        <translation>El gráfico está en {file}.</translation>
    </message>
    <message>
        <source>The table is in {file}.</source>
        <translation>La tabla está en {file}.</translation>
    </message>
    <message>
        <source>This project is open for reading only.</source>
        <translation>Este proyecto está abierto solo para lectura.</translation>
    </message>
    <message>
        <source>This training has no results yet.</source>
        <translation>Este entrenamiento aún no tiene resultados.</translation>
    </message>
    <message>
        <source>Trains again and again with other choices, learns from what came of it, and keeps what is best on the validation pictures. The test pictures are not looked at.</source>
        <translation>Entrena una y otra vez con otras opciones, aprende de lo que resulta y se queda con lo mejor en las imágenes de validación. Las imágenes de prueba no se miran.</translation>
    </message>
    <message>
        <source>{n} more</source>
        <translation>{n} más</translation>
    </message>
</context>
<context>
    <name>SearchPlots</name>
    <message>
        <source>A choice's values across, the metric upwards: where are the good ones?</source>
        <translation>Los valores de una opción a lo ancho y la métrica hacia arriba: ¿dónde están los buenos?</translation>
    </message>
    <message>
        <source>A dot is a training; a hollow one was ended early or still runs, green is best.</source>
        <translation>Un punto es un entrenamiento; hueco: terminado antes o en marcha; verde: el mejor.</translation>
    </message>
    <message>
        <source>A share of how good trials differ from others, over all choices 100 %.</source>
        <translation>Parte de lo que distingue a los buenos ensayos de los demás; entre todas, el 100 %.</translation>
    </message>
    <message>
        <source>Choice</source>
        <translation>Opción</translation>
    </message>
    <message>
        <source>Course</source>
        <translation>Curso</translation>
    </message>
    <message>
        <source>Course of the search</source>
        <translation>Curso de la búsqueda</translation>
    </message>
    <message>
        <source>Each choice</source>
        <translation>Cada opción</translation>
    </message>
    <message>
        <source>Every trial's value, and the best so far as a line</source>
        <translation>El valor de cada ensayo, y lo mejor hasta entonces como línea</translation>
    </message>
    <message>
        <source>From few trainings: take it as a hint. A share of how good trials differ.</source>
        <translation>De pocos entrenamientos: tómalo como un indicio. Parte de lo que distingue a los buenos ensayos.</translation>
    </message>
    <message>
        <source>Other choices differ from dot to dot too: look at where the best ones gather.</source>
        <translation>De punto a punto cambian también otras opciones: mira dónde se juntan los mejores.</translation>
    </message>
    <message>
        <source>Save this plot as PNG</source>
        <translation>Guardar este gráfico como PNG</translation>
    </message>
    <message>
        <source>That can be said after {n} trainings that came to their end.</source>
        <translation>Eso se puede decir tras {n} entrenamientos que llegaron a su fin.</translation>
    </message>
    <message>
        <source>The first dot appears when the first training has been scored.</source>
        <translation>El primer punto aparece cuando se ha puntuado el primer entrenamiento.</translation>
    </message>
    <message>
        <source>Trials by {field}</source>
        <translation>Ensayos por {field}</translation>
    </message>
    <message>
        <source>What mattered</source>
        <translation>Qué importó</translation>
    </message>
    <message>
        <source>Which choice decided most about how good a trial was</source>
        <translation>Qué opción decidió más lo bueno que fue un ensayo</translation>
    </message>
    <message>
        <source>Which choices mattered</source>
        <translation>Qué opciones importaron</translation>
    </message>
    <message>
        <source>best so far</source>
        <translation>lo mejor hasta ahora</translation>
    </message>
    <message>
        <source>trial</source>
        <translation>ensayo</translation>
    </message>
    <message>
        <source>{number} %</source>
        <translation>{number} %</translation>
    </message>
</context>
<context>
    <name>SearchWords</name>
    <message>
        <source>Against learning by heart</source>
        <translation>Contra el sobreajuste</translation>
    </message>
    <message>
        <source>Changes to pictures</source>
        <translation>Cambios en las imágenes</translation>
    </message>
    <message>
        <source>Decay, dropout, smoothing and mixing: for few pictures, or where training is much better than validation.</source>
        <translation>Decaimiento, dropout, suavizado y mezcla: para pocas imágenes, o si el entrenamiento va mucho mejor que la validación.</translation>
    </message>
    <message>
        <source>Epochs, batch size and the rate that goes with them.</source>
        <translation>Épocas, tamaño de lote y la tasa que va con ellos.</translation>
    </message>
    <message>
        <source>How it learns</source>
        <translation>Cómo aprende</translation>
    </message>
    <message>
        <source>How long it learns</source>
        <translation>Cuánto aprende</translation>
    </message>
    <message>
        <source>How many blocks of the network learn after the head, and how fast. Slow.</source>
        <translation>Cuántos bloques de la red aprenden después de la cabeza, y con qué rapidez. Lento.</translation>
    </message>
    <message>
        <source>How much training pictures are mirrored, turned, zoomed and recoloured.</source>
        <translation>Cuánto se reflejan, giran, amplían y recolorean las imágenes de entrenamiento.</translation>
    </message>
    <message>
        <source>It failed: {why}</source>
        <translation>Falló: {why}</translation>
    </message>
    <message>
        <source>It fell behind half of the others, so the rest of it was not worth the time.</source>
        <translation>Se quedó por detrás de la mitad de los demás: el resto no merecía el tiempo.</translation>
    </message>
    <message>
        <source>It has not come to its end.</source>
        <translation>No ha llegado a su fin.</translation>
    </message>
    <message>
        <source>It was trained to its end.</source>
        <translation>Se entrenó hasta el final.</translation>
    </message>
    <message>
        <source>Learning rate, decay and rule of the steps: what matters most, mostly.</source>
        <translation>Tasa de aprendizaje, decaimiento y regla de los pasos: lo que más suele importar.</translation>
    </message>
    <message>
        <source>Trial {number}: {metric} {value}, {settings}. {state}</source>
        <translation>Ensayo {number}: {metric} {value}, {settings}. {state}</translation>
    </message>
    <message>
        <source>Unfreezing</source>
        <translation>Descongelar</translation>
    </message>
    <message>
        <source>done</source>
        <translation>hecho</translation>
    </message>
    <message>
        <source>ended early</source>
        <translation>terminado antes</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>falló</translation>
    </message>
    <message>
        <source>training</source>
        <translation>entrenando</translation>
    </message>
    <message>
        <source>{field} made the most difference between good trials and others: {share} % of it.</source>
        <translation>{field} es lo que más distinguió a los buenos ensayos de los demás: el {share} %.</translation>
    </message>
    <message>
        <source>{field}: {share} % of the difference between good trials and others.</source>
        <translation>{field}: el {share} % de lo que distingue a los buenos ensayos de los demás.</translation>
    </message>
</context>
<context>
    <name>SectionList</name>
    <message numerus="yes">
        <source>%n choice(s) cannot be used</source>
        <translation>
            <numerusform>%n opción no se puede usar</numerusform>
            <numerusform>%n opciones no se pueden usar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n choice(s) changed</source>
        <translation>
            <numerusform>%n opción cambiada</numerusform>
            <numerusform>%n opciones cambiadas</numerusform>
        </translation>
    </message>
    <message>
        <source>Sections of the recipe</source>
        <translation>Secciones de la receta</translation>
    </message>
</context>
<context>
    <name>Sections</name>
    <message>
        <source>No choice has these words.</source>
        <translation>Ninguna opción tiene esas palabras.</translation>
    </message>
    <message numerus="yes">
        <source>Show %n more choice(s)</source>
        <translation>
            <numerusform>Mostrar %n opción más</numerusform>
            <numerusform>Mostrar %n opciones más</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SessionMessages</name>
    <message numerus="yes">
        <source>%n annotation(s) imported.</source>
        <translation>
            <numerusform>%n anotación importada.</numerusform>
            <numerusform>%n anotaciones importadas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be read.</source>
        <translation>
            <numerusform>%n no se pudo leer.</numerusform>
            <numerusform>%n no se pudieron leer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) or folder(s) left out.</source>
        <translation>
            <numerusform>Se deja fuera %n archivo o carpeta.</numerusform>
            <numerusform>Se dejan fuera %n archivos o carpetas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n label(s) taken from the folders' names.</source>
        <translation>
            <numerusform>%n etiqueta tomada de los nombres de las carpetas.</numerusform>
            <numerusform>%n etiquetas tomadas de los nombres de las carpetas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left out.</source>
        <translation>
            <numerusform>%n queda fuera.</numerusform>
            <numerusform>%n quedan fuera.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) are in the splits of their folders.</source>
        <translation>
            <numerusform>%n imagen está en la división de su carpeta.</numerusform>
            <numerusform>%n imágenes están en las divisiones de sus carpetas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) labelled.</source>
        <translation>
            <numerusform>%n imagen etiquetada.</numerusform>
            <numerusform>%n imágenes etiquetadas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) lie in train, validation or test folders.</source>
        <translation>
            <numerusform>%n imagen está en carpetas train, val o test.</numerusform>
            <numerusform>%n imágenes están en carpetas train, val o test.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n proposal(s)</source>
        <translation>
            <numerusform>%n propuesta</numerusform>
            <numerusform>%n propuestas</numerusform>
        </translation>
    </message>
    <message>
        <source>Connect its drive and look again, or say where it lies now.</source>
        <translation>Conecta su unidad y mira otra vez, o di dónde está ahora.</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importar</translation>
    </message>
    <message>
        <source>It goes on where it was.</source>
        <translation>Sigue donde estaba.</translation>
    </message>
    <message>
        <source>It lies elsewhere…</source>
        <translation>Está en otro sitio…</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Ahora no</translation>
    </message>
    <message>
        <source>Open for reading only: labels cannot be changed here.</source>
        <translation>Abierto solo para lectura: aquí no se pueden cambiar las etiquetas.</translation>
    </message>
    <message>
        <source>Pictures end in .jpg, .png, .bmp, .tif, .webp or .gif.</source>
        <translation>Las imágenes terminan en .jpg, .png, .bmp, .tif, .webp o .gif.</translation>
    </message>
    <message>
        <source>The folder {folder} is not there.</source>
        <translation>La carpeta {folder} no está.</translation>
    </message>
    <message>
        <source>The project had all of these annotations already.</source>
        <translation>El proyecto ya tenía todas estas anotaciones.</translation>
    </message>
    <message>
        <source>There are annotations here: {format}.</source>
        <translation>Aquí hay anotaciones: {format}.</translation>
    </message>
    <message>
        <source>There are no pictures in this folder.</source>
        <translation>En esta carpeta no hay imágenes.</translation>
    </message>
    <message>
        <source>They can be taken in, and that can be undone.</source>
        <translation>Se pueden incorporar, y eso se puede deshacer.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>Use the folders as split</source>
        <translation>Usar las carpetas como división</translation>
    </message>
    <message>
        <source>Vistazo can train and score by them, and that can be undone.</source>
        <translation>Vistazo puede entrenar y evaluar según ellas, y se puede deshacer.</translation>
    </message>
    <message numerus="yes">
        <source>on %n picture(s).</source>
        <translation>
            <numerusform>en %n imagen.</numerusform>
            <numerusform>en %n imágenes.</numerusform>
        </translation>
    </message>
    <message>
        <source>{key} trains a classifier.</source>
        <translation>{key} entrena un clasificador.</translation>
    </message>
    <message>
        <source>{path}: {reason}. Mend it and look again, or leave it.</source>
        <translation>{path}: {reason}. Arréglalo y vuelve a buscar, o déjalo así.</translation>
    </message>
    <message>
        <source>{run} was interrupted.</source>
        <translation>{run} se interrumpió.</translation>
    </message>
</context>
<context>
    <name>SettingsColumn</name>
    <message>
        <source>Always left as they are</source>
        <translation>Siempre quedan como son</translation>
    </message>
    <message>
        <source>Beyond the edge</source>
        <translation>Más allá del borde</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>Gris</translation>
    </message>
    <message>
        <source>Light and strong are half and twice of what this task does unasked.</source>
        <translation>Ligera y fuerte son la mitad y el doble de lo que esta tarea hace por sí sola.</translation>
    </message>
    <message>
        <source>Mirrored picture</source>
        <translation>Imagen reflejada</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Ajuste</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>100 % is the size of the system.</source>
        <translation>100 % es el tamaño del sistema.</translation>
    </message>
    <message>
        <source>All {count}</source>
        <translation>Los {count}</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aspecto</translation>
    </message>
    <message>
        <source>Apple graphics (MPS)</source>
        <translation>Gráficos de Apple (MPS)</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Como el sistema</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automático</translation>
    </message>
    <message>
        <source>Automatic takes a graphics card where there is one that PyTorch can use.</source>
        <translation>Automático usa la tarjeta gráfica si hay una que PyTorch pueda usar.</translation>
    </message>
    <message>
        <source>Changes at once; work goes on.</source>
        <translation>Cambia al momento; el trabajo sigue.</translation>
    </message>
    <message>
        <source>Computer</source>
        <translation>Equipo</translation>
    </message>
    <message>
        <source>Computing</source>
        <translation>Cálculo</translation>
    </message>
    <message>
        <source>Cores that a training may use. The window always goes first.</source>
        <translation>Núcleos que puede usar un entrenamiento. La ventana va siempre primero.</translation>
    </message>
    <message>
        <source>Crosshair</source>
        <translation>Cruz de guía</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Oscuro</translation>
    </message>
    <message>
        <source>Dark is easier on pictures that are dark themselves.</source>
        <translation>El oscuro va mejor con imágenes que ya son oscuras.</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Dispositivo</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Carpetas</translation>
    </message>
    <message>
        <source>General</source>
        <translation>General</translation>
    </message>
    <message>
        <source>Hints</source>
        <translation>Pistas</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Teclas</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>Claro u oscuro</translation>
    </message>
    <message>
        <source>Lines through the pointer while a box is drawn, with its place in pixels.</source>
        <translation>Líneas por el puntero al dibujar una caja, con su posición en píxeles.</translation>
    </message>
    <message>
        <source>NVIDIA card (CUDA)</source>
        <translation>Tarjeta NVIDIA (CUDA)</translation>
    </message>
    <message>
        <source>Processor (CPU)</source>
        <translation>Procesador (CPU)</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ajustes</translation>
    </message>
    <message>
        <source>Show the hints again</source>
        <translation>Volver a mostrar las pistas</translation>
    </message>
    <message>
        <source>Show them again</source>
        <translation>Mostrarlas otra vez</translation>
    </message>
    <message>
        <source>Size of words</source>
        <translation>Tamaño de la letra</translation>
    </message>
    <message>
        <source>Small bubbles that come once, when something is new.</source>
        <translation>Globos pequeños que salen una vez, cuando algo es nuevo.</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Hilos</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>Trabajo</translation>
    </message>
</context>
<context>
    <name>SettingsPanel</name>
    <message>
        <source>A number that is added to every sum of this filter.</source>
        <translation>Un número que se añade a cada suma de este filtro.</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>Activación</translation>
    </message>
    <message>
        <source>As many zeros as give n/stride places, rounded up.</source>
        <translation>Tantos ceros como den n/paso lugares, redondeado hacia arriba.</translation>
    </message>
    <message>
        <source>Bias</source>
        <translation>Sesgo</translation>
    </message>
    <message>
        <source>Columns of the kernel</source>
        <translation>Columnas del núcleo</translation>
    </message>
    <message>
        <source>Convolution</source>
        <translation>Convolución</translation>
    </message>
    <message>
        <source>Dilation</source>
        <translation>Dilatación</translation>
    </message>
    <message>
        <source>Each filter makes one map: that many are the depth of the output.</source>
        <translation>Cada filtro hace un mapa: tantos son la profundidad de la salida.</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filtros</translation>
    </message>
    <message>
        <source>How far apart the numbers lie that the kernel reads.</source>
        <translation>A qué distancia están los números que lee el núcleo.</translation>
    </message>
    <message>
        <source>How many cells the window goes on at a time.</source>
        <translation>Cuántas celdas avanza la ventana cada vez.</translation>
    </message>
    <message>
        <source>Kernel columns</source>
        <translation>Columnas del núcleo</translation>
    </message>
    <message>
        <source>Kernel rows</source>
        <translation>Filas del núcleo</translation>
    </message>
    <message>
        <source>Kernel slices</source>
        <translation>Cortes del núcleo</translation>
    </message>
    <message>
        <source>Kind of convolution</source>
        <translation>Tipo de convolución</translation>
    </message>
    <message>
        <source>No zeros around: the window stays inside.</source>
        <translation>Sin ceros alrededor: la ventana no se sale.</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Número</translation>
    </message>
    <message>
        <source>Number of filters</source>
        <translation>Número de filtros</translation>
    </message>
    <message>
        <source>Padding</source>
        <translation>Relleno</translation>
    </message>
    <message>
        <source>Rows of the kernel</source>
        <translation>Filas del núcleo</translation>
    </message>
    <message>
        <source>Slices of the kernel</source>
        <translation>Cortes del núcleo</translation>
    </message>
    <message>
        <source>So many rows and columns of zeros on every side.</source>
        <translation>Esas filas y columnas de ceros a cada lado.</translation>
    </message>
    <message>
        <source>Stride</source>
        <translation>Paso</translation>
    </message>
    <message>
        <source>Zeros around the input.</source>
        <translation>Ceros alrededor de la entrada.</translation>
    </message>
</context>
<context>
    <name>ShareModel</name>
    <message>
        <source>Map {number} gives {value} to the sum</source>
        <translation>El mapa {number} aporta {value} a la suma</translation>
    </message>
</context>
<context>
    <name>SizePlot</name>
    <message>
        <source>height in pixels</source>
        <translation>alto en píxeles</translation>
    </message>
    <message>
        <source>width in pixels</source>
        <translation>ancho en píxeles</translation>
    </message>
</context>
<context>
    <name>SizesPage</name>
    <message>
        <source>28 × 28 × 1 down to 8 × 8 × 20</source>
        <translation>De 28 × 28 × 1 a 8 × 8 × 20</translation>
    </message>
    <message>
        <source>3 × 3 with padding 1 and 5 × 5 with padding 2 keep the size</source>
        <translation>3 × 3 con relleno 1 y 5 × 5 con relleno 2 conservan el tamaño</translation>
    </message>
    <message>
        <source>32 × 32 × 3, 4 filters 3 × 3, flattened: 3,600</source>
        <translation>32 × 32 × 3, 4 filtros 3 × 3, aplanado: 3600</translation>
    </message>
    <message>
        <source>75 with stride 2, “same”: 38</source>
        <translation>75 con paso 2, «same»: 38</translation>
    </message>
    <message>
        <source>Down by 2, and back by a transposed convolution</source>
        <translation>A la mitad, y de vuelta con una convolución traspuesta</translation>
    </message>
    <message>
        <source>Flattened and dense: (inputs + 1) × outputs</source>
        <translation>Aplanada y densa: (entradas + 1) × salidas</translation>
    </message>
    <message>
        <source>How large the maps are after each layer and how many weights it has, with the numbers filled in. Change a kernel or a stride and watch the rest follow.</source>
        <translation>Qué tamaño tienen los mapas tras cada capa y cuántos pesos tiene, con los números puestos. Cambia un núcleo o un paso y mira cómo sigue el resto.</translation>
    </message>
    <message>
        <source>Separable beside plain: far fewer weights</source>
        <translation>Separable junto a normal: muchos menos pesos</translation>
    </message>
    <message>
        <source>Sizes</source>
        <translation>Tamaños</translation>
    </message>
    <message>
        <source>The maps of the layers as blocks</source>
        <translation>Los mapas de las capas como bloques</translation>
    </message>
    <message>
        <source>Three 3 × 3 with stride 2, “same”: 903,400</source>
        <translation>Tres de 3 × 3 con paso 2, «same»: 903.400</translation>
    </message>
</context>
<context>
    <name>SourcePanel</name>
    <message>
        <source>A row a line, numbers with spaces between them. A line with | begins a channel.</source>
        <translation>Una fila por línea, números separados por espacios. Una línea con | empieza un canal.</translation>
    </message>
    <message>
        <source>Any picture file; it is only looked at.</source>
        <translation>Cualquier archivo de imagen; solo se mira.</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>Brillo</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>Archivo…</translation>
    </message>
    <message>
        <source>Go to Label</source>
        <translation>Ir a Etiquetar</translation>
    </message>
    <message>
        <source>How many numbers the picture is reduced to, so that they can be read.</source>
        <translation>A cuántos números se reduce la imagen para poder leerlos.</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Entrada</translation>
    </message>
    <message>
        <source>No picture is chosen. Choose one in Label, or open a file.</source>
        <translation>No hay ninguna imagen elegida. Elige una en Etiquetar o abre un archivo.</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>Números</translation>
    </message>
    <message>
        <source>Numbers of the input</source>
        <translation>Números de la entrada</translation>
    </message>
    <message>
        <source>Numbers that you type.</source>
        <translation>Números que escribes.</translation>
    </message>
    <message>
        <source>One number a pixel: how bright it is, 0 to 255.</source>
        <translation>Un número por píxel: su brillo, de 0 a 255.</translation>
    </message>
    <message>
        <source>Open a picture</source>
        <translation>Abrir una imagen</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Imagen</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Imágenes</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>Resolución</translation>
    </message>
    <message>
        <source>The picture that is chosen in Label.</source>
        <translation>La imagen elegida en Etiquetar.</translation>
    </message>
    <message>
        <source>Three colours</source>
        <translation>Tres colores</translation>
    </message>
    <message>
        <source>Three numbers a pixel: red, green and blue.</source>
        <translation>Tres números por píxel: rojo, verde y azul.</translation>
    </message>
    <message>
        <source>{n} wide</source>
        <translation>{n} de ancho</translation>
    </message>
</context>
<context>
    <name>SourcedPage</name>
    <message>
        <source>No input</source>
        <translation>No hay entrada</translation>
    </message>
    <message>
        <source>Reading the picture…</source>
        <translation>Leyendo la imagen…</translation>
    </message>
    <message>
        <source>This is no table of numbers</source>
        <translation>Esto no es una tabla de números</translation>
    </message>
</context>
<context>
    <name>SpeedChoice</name>
    <message>
        <source>How fast it plays</source>
        <translation>A qué velocidad avanza</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Velocidad</translation>
    </message>
    <message>
        <source>{n}×</source>
        <translation>{n}×</translation>
    </message>
</context>
<context>
    <name>SplitChoices</name>
    <message>
        <source>All pictures of one folder stay in one part.</source>
        <translation>Todas las imágenes de una carpeta quedan en una parte.</translation>
    </message>
    <message>
        <source>Another number deals the pictures another way. The same one always the same.</source>
        <translation>Otro número reparte las imágenes de otra manera. El mismo, siempre igual.</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automático</translation>
    </message>
    <message>
        <source>Automatic: 80 / 20 below 500 pictures, where a test part would score too little; else 75 / 15 / 10.</source>
        <translation>Automático: 80 / 20 con menos de 500 imágenes, donde una parte de prueba puntuaría muy poco; si no, 75 / 15 / 10.</translation>
    </message>
    <message>
        <source>Bursts</source>
        <translation>Ráfagas</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Carpetas</translation>
    </message>
    <message>
        <source>Kept together</source>
        <translation>Juntas</translation>
    </message>
    <message>
        <source>Look-alikes</source>
        <translation>Casi iguales</translation>
    </message>
    <message>
        <source>Own</source>
        <translation>Propio</translation>
    </message>
    <message>
        <source>Percent: {part}</source>
        <translation>Porcentaje: {part}</translation>
    </message>
    <message>
        <source>Pictures that look the same, also scaled or compressed again, stay in one part.</source>
        <translation>Las imágenes que se ven iguales, también a otra escala o comprimidas de nuevo, quedan en una parte.</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Semilla</translation>
    </message>
    <message>
        <source>Seed of the split</source>
        <translation>Semilla de la partición</translation>
    </message>
    <message>
        <source>Shares</source>
        <translation>Proporciones</translation>
    </message>
    <message>
        <source>Shots of one camera with at most three seconds between them stay in one part.</source>
        <translation>Las fotos de una cámara con tres segundos como mucho entre ellas quedan en una parte.</translation>
    </message>
    <message>
        <source>of the training</source>
        <translation>la del entrenamiento</translation>
    </message>
    <message>
        <source>train and validation need some</source>
        <translation>aprendizaje y validación necesitan algo</translation>
    </message>
    <message>
        <source>{n} % are left over</source>
        <translation>sobra un {n} %</translation>
    </message>
    <message>
        <source>{n} % too many</source>
        <translation>hay un {n} % de más</translation>
    </message>
</context>
<context>
    <name>SplitDetail</name>
    <message>
        <source>From train/val/test folders</source>
        <translation>De las carpetas train/val/test</translation>
    </message>
    <message>
        <source>Made by Vistazo</source>
        <translation>Hecha por Vistazo</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Ver</translation>
    </message>
    <message>
        <source>Show the {split} pictures</source>
        <translation>Ver las imágenes de {split}</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Partición</translation>
    </message>
    <message>
        <source>Split again</source>
        <translation>Repartir de nuevo</translation>
    </message>
    <message>
        <source>The model learns from train, the best epoch is chosen on validation, and test, where there is one, is only for the final score. A picture never changes its part by itself, and what belongs together stays together, so scores do not flatter.</source>
        <translation>El modelo aprende con aprendizaje, la mejor época se elige con validación, y prueba, si la hay, es solo para la puntuación final. Una imagen nunca cambia de parte por sí sola, y lo que va junto sigue junto, para que las puntuaciones no halaguen.</translation>
    </message>
    <message>
        <source>The pictures get their places when the training starts.</source>
        <translation>Las imágenes reciben su sitio cuando empieza el entrenamiento.</translation>
    </message>
    <message>
        <source>The pictures lose their places and get new ones at the next start. Scores before and after it cannot be compared. Can be undone.</source>
        <translation>Las imágenes pierden su sitio y reciben otro en el próximo comienzo. Los resultados de antes y de después no se pueden comparar. Se puede deshacer.</translation>
    </message>
    <message>
        <source>about: so many pictures are split at the start</source>
        <translation>aproximado: al empezar se reparten estas imágenes</translation>
    </message>
</context>
<context>
    <name>SplitFindings</name>
    <message numerus="yes">
        <source>%n other finding(s)</source>
        <translation>
            <numerusform>%n hallazgo más</numerusform>
            <numerusform>%n hallazgos más</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s): not checked by itself</source>
        <translation>
            <numerusform>%n imagen: no se revisa sola</numerusform>
            <numerusform>%n imágenes: no se revisan solas</numerusform>
        </translation>
    </message>
    <message>
        <source>Check it now</source>
        <translation>Revisar ahora</translation>
    </message>
    <message>
        <source>Each group that lies apart moves into one part, where most of it is. Scores before and after it cannot be compared. Can be undone.</source>
        <translation>Cada grupo separado pasa a una sola parte, donde está la mayoría. Las puntuaciones de antes y después no se pueden comparar. Se puede deshacer.</translation>
    </message>
    <message>
        <source>Mend all</source>
        <translation>Reparar todo</translation>
    </message>
    <message>
        <source>Nothing straddles two parts.</source>
        <translation>Nada está a caballo entre dos partes.</translation>
    </message>
    <message>
        <source>Show all findings of the split</source>
        <translation>Mostrar todo lo hallado en la división</translation>
    </message>
</context>
<context>
    <name>SplitTable</name>
    <message>
        <source>After the arrow: what it would be if all pictures were split again this way</source>
        <translation>Tras la flecha: cómo quedaría si todas las imágenes se repartieran de nuevo así</translation>
    </message>
    <message>
        <source>All pictures</source>
        <translation>Todas las imágenes</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Etiqueta</translation>
    </message>
    <message>
        <source>Pictures of each label in each part</source>
        <translation>Imágenes de cada etiqueta en cada parte</translation>
    </message>
</context>
<context>
    <name>SplitWords</name>
    <message numerus="yes">
        <source>%n file(s) with the same bytes lie in {parts}.</source>
        <translation>
            <numerusform>%n archivo con los mismos bytes está en {parts}.</numerusform>
            <numerusform>%n archivos con los mismos bytes están en {parts}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n group(s) lie apart</source>
        <translation>
            <numerusform>%n grupo está separado</numerusform>
            <numerusform>%n grupos están separados</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) of one folder lie in {parts}.</source>
        <translation>
            <numerusform>%n imagen de una carpeta está en {parts}.</numerusform>
            <numerusform>%n imágenes de una carpeta están en {parts}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) that look the same lie in {parts}.</source>
        <translation>
            <numerusform>%n imagen casi igual está en {parts}.</numerusform>
            <numerusform>%n imágenes casi iguales están en {parts}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n shot(s) of one burst lie in {parts}, {seconds} s apart.</source>
        <translation>
            <numerusform>%n foto de una ráfaga está en {parts}, a {seconds} s.</numerusform>
            <numerusform>%n fotos de una ráfaga están en {parts}, a {seconds} s.</numerusform>
        </translation>
    </message>
    <message>
        <source>A label that is not learnt is never recognised; one that does not score is not measured.</source>
        <translation>Una etiqueta que no se aprende nunca se reconoce; una que no puntúa no se mide.</translation>
    </message>
    <message>
        <source>Learning and choosing the best epoch need pictures each.</source>
        <translation>Aprender y elegir la mejor época necesitan imágenes cada uno.</translation>
    </message>
    <message>
        <source>No leak found</source>
        <translation>Sin fugas</translation>
    </message>
    <message>
        <source>No {part} picture has “{label}”.</source>
        <translation>Ninguna imagen de {part} tiene «{label}».</translation>
    </message>
    <message>
        <source>Shots of one moment show the same things: the score is a little better than on new pictures.</source>
        <translation>Las fotos de un mismo momento muestran lo mismo: la puntuación es algo mejor que con imágenes nuevas.</translation>
    </message>
    <message>
        <source>The model has nearly seen the answer: its score is better than on new pictures.</source>
        <translation>El modelo casi ha visto la respuesta: su puntuación es mejor que con imágenes nuevas.</translation>
    </message>
    <message>
        <source>The model has seen the answer: its score says nothing about new pictures.</source>
        <translation>El modelo ha visto la respuesta: su puntuación no dice nada de imágenes nuevas.</translation>
    </message>
    <message>
        <source>The part {part} is empty.</source>
        <translation>La parte {part} está vacía.</translation>
    </message>
    <message>
        <source>The split cannot be used</source>
        <translation>La partición no sirve</translation>
    </message>
    <message numerus="yes">
        <source>The split leaks: %n group(s)</source>
        <translation>
            <numerusform>La partición tiene fugas: %n grupo</numerusform>
            <numerusform>La partición tiene fugas: %n grupos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The split: %n remark(s)</source>
        <translation>
            <numerusform>La partición: %n observación</numerusform>
            <numerusform>La partición: %n observaciones</numerusform>
        </translation>
    </message>
    <message>
        <source>With so few pictures chance moves the score: half of its 95 % interval.</source>
        <translation>Con tan pocas imágenes el azar mueve la puntuación: la mitad de su intervalo del 95 %.</translation>
    </message>
    <message>
        <source>You asked for folders to stay together.</source>
        <translation>Pediste que las carpetas no se separen.</translation>
    </message>
    <message>
        <source>test</source>
        <translation>prueba</translation>
    </message>
    <message>
        <source>train</source>
        <translation>aprendizaje</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>validación</translation>
    </message>
    <message>
        <source>{first} and {last}</source>
        <translation>{first} y {last}</translation>
    </message>
    <message numerus="yes">
        <source>{part}: %n picture(s) that differ, so a score of {score} may be off by {off}.</source>
        <translation>
            <numerusform>{part}: %n imagen distinta; una puntuación de {score} puede desviarse {off}.</numerusform>
            <numerusform>{part}: %n imágenes distintas; una puntuación de {score} puede desviarse {off}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Stage</name>
    <message>
        <source> (a plain one: {n})</source>
        <translation> (una normal: {n})</translation>
    </message>
    <message>
        <source>(size + 2 · padding − kernel) / stride, rounded down, plus 1: so often does the window fit.</source>
        <translation>(tamaño + 2 · relleno − núcleo) / paso, redondeado hacia abajo, más 1: tantas veces cabe la ventana.</translation>
    </message>
    <message>
        <source>1. Depthwise</source>
        <translation>1. Por canal</translation>
    </message>
    <message>
        <source>2. Mixing 1 × 1</source>
        <translation>2. Mezcla 1 × 1</translation>
    </message>
    <message>
        <source>All channels</source>
        <translation>Todos los canales</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Columnas</translation>
    </message>
    <message>
        <source>Input with the place of the kernel</source>
        <translation>Entrada con el lugar del núcleo</translation>
    </message>
    <message>
        <source>Input: {size}</source>
        <translation>Entrada: {size}</translation>
    </message>
    <message>
        <source>Length: {formula}</source>
        <translation>Longitud: {formula}</translation>
    </message>
    <message>
        <source>Map {n}</source>
        <translation>Mapa {n}</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Salida</translation>
    </message>
    <message>
        <source>Output: {size}</source>
        <translation>Salida: {size}</translation>
    </message>
    <message>
        <source>Parameters: {formula}</source>
        <translation>Parámetros: {formula}</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Filas</translation>
    </message>
    <message>
        <source>Slice {n}</source>
        <translation>Corte {n}</translation>
    </message>
    <message>
        <source>Slices</source>
        <translation>Cortes</translation>
    </message>
    <message>
        <source>This channel's part</source>
        <translation>La parte de este canal</translation>
    </message>
    <message>
        <source>What the channel that is shown adds to the sums.</source>
        <translation>Lo que aporta a las sumas el canal que se muestra.</translation>
    </message>
</context>
<context>
    <name>StageHead</name>
    <message>
        <source>Filters</source>
        <translation>Filtros</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Capa</translation>
    </message>
    <message>
        <source>Padding</source>
        <translation>Relleno</translation>
    </message>
    <message>
        <source>Stride</source>
        <translation>Paso</translation>
    </message>
    <message>
        <source>What comes out: rows × columns × channels</source>
        <translation>Lo que sale: filas × columnas × canales</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Ventana</translation>
    </message>
</context>
<context>
    <name>StageRow</name>
    <message numerus="yes">
        <source>%n parameter(s)</source>
        <translation>
            <numerusform>%n parámetro</numerusform>
            <numerusform>%n parámetros</numerusform>
        </translation>
    </message>
    <message>
        <source>Filters of a convolution, neurons of a dense layer</source>
        <translation>Filtros de una convolución, neuronas de una capa densa</translation>
    </message>
    <message>
        <source>Filters or neurons</source>
        <translation>Filtros o neuronas</translation>
    </message>
    <message>
        <source>Kind of layer {n}</source>
        <translation>Tipo de la capa {n}</translation>
    </message>
    <message>
        <source>Padding</source>
        <translation>Relleno</translation>
    </message>
    <message>
        <source>Rows and columns of the window</source>
        <translation>Filas y columnas de la ventana</translation>
    </message>
    <message>
        <source>Sides of the window</source>
        <translation>Lados de la ventana</translation>
    </message>
    <message>
        <source>Stride</source>
        <translation>Paso</translation>
    </message>
    <message>
        <source>Take layer {n} away</source>
        <translation>Quitar la capa {n}</translation>
    </message>
    <message>
        <source>What is before it does not fit.</source>
        <translation>Lo que va antes no encaja.</translation>
    </message>
    <message>
        <source>no weights</source>
        <translation>sin pesos</translation>
    </message>
    <message>
        <source>sees {field}</source>
        <translation>ve {field}</translation>
    </message>
</context>
<context>
    <name>StateRow</name>
    <message>
        <source>Done</source>
        <translation>Hecho</translation>
    </message>
    <message>
        <source>Not done yet: this is seen by itself</source>
        <translation>Aún no está hecho: se comprueba solo</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n imagen</numerusform>
            <numerusform>%n imágenes</numerusform>
        </translation>
    </message>
    <message>
        <source>All saved</source>
        <translation>Todo guardado</translation>
    </message>
    <message>
        <source>Every change is written to disk as it is made. There is no Save button.</source>
        <translation>Cada cambio se escribe en el disco al hacerlo. No hay botón Guardar.</translation>
    </message>
    <message>
        <source>Open for reading only</source>
        <translation>Abierto solo para lectura</translation>
    </message>
    <message>
        <source>Picture {number} of {total}</source>
        <translation>Imagen {number} de {total}</translation>
    </message>
    <message>
        <source>Progress of the running job</source>
        <translation>Avance del trabajo en curso</translation>
    </message>
    <message>
        <source>Saved {time}</source>
        <translation>Guardado {time}</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Parar</translation>
    </message>
    <message>
        <source>Stop now</source>
        <translation>Parar ya</translation>
    </message>
    <message>
        <source>Stop the running job</source>
        <translation>Parar el trabajo en curso</translation>
    </message>
</context>
<context>
    <name>StepStrip</name>
    <message>
        <source>Kernel</source>
        <translation>Núcleo</translation>
    </message>
    <message>
        <source>Patch</source>
        <translation>Parche</translation>
    </message>
    <message>
        <source>Patch times kernel, number by number</source>
        <translation>Parche por núcleo, número a número</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>Productos</translation>
    </message>
    <message>
        <source>Products · {plane}</source>
        <translation>Productos · {plane}</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>Suma</translation>
    </message>
    <message>
        <source>Sum of all {n}</source>
        <translation>Suma de los {n}</translation>
    </message>
    <message>
        <source>The patch that is read</source>
        <translation>El parche que se lee</translation>
    </message>
    <message>
        <source>The weights of the kernel</source>
        <translation>Los pesos del núcleo</translation>
    </message>
    <message>
        <source>sum + bias: {numbers}</source>
        <translation>suma + sesgo: {numbers}</translation>
    </message>
    <message>
        <source>{sum}   (products of 0 are left out)</source>
        <translation>{sum}   (sin los productos por 0)</translation>
    </message>
</context>
<context>
    <name>StepsPage</name>
    <message>
        <source>Activation</source>
        <translation>Activación</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Paso</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Pasos de cálculo</translation>
    </message>
    <message>
        <source>The curve</source>
        <translation>La curva</translation>
    </message>
    <message>
        <source>What goes in</source>
        <translation>Lo que entra</translation>
    </message>
    <message>
        <source>What happens to numbers between two convolutions: every row is one step. Type other numbers and see which rows change.</source>
        <translation>Qué les pasa a los números entre dos convoluciones: cada fila es un paso. Escribe otros números y mira qué filas cambian.</translation>
    </message>
</context>
<context>
    <name>StorageCard</name>
    <message>
        <source>Automatic</source>
        <translation>Automático</translation>
    </message>
    <message>
        <source>Cache of this project</source>
        <translation>Caché de este proyecto</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Vaciar</translation>
    </message>
    <message>
        <source>Clear the cache of this project</source>
        <translation>Vaciar la caché de este proyecto</translation>
    </message>
    <message>
        <source>Clearing…</source>
        <translation>Vaciando…</translation>
    </message>
    <message>
        <source>Computed features make the next training quick. Automatic: 20 GB, or a quarter of what is free.</source>
        <translation>Las características ya calculadas aceleran el próximo entrenamiento. Automático: 20 GB, o un cuarto de lo libre.</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Contando…</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Disco</translation>
    </message>
    <message>
        <source>Largest size of the cache</source>
        <translation>Tamaño máximo de la caché</translation>
    </message>
    <message>
        <source>Not while a training reads it.</source>
        <translation>No mientras un entrenamiento la lee.</translation>
    </message>
    <message>
        <source>{size} GB</source>
        <translation>{size} GB</translation>
    </message>
    <message>
        <source>{size} of features and thumbnails. All of it is computed again when it is needed.</source>
        <translation>{size} de características y miniaturas. Todo se vuelve a calcular cuando hace falta.</translation>
    </message>
</context>
<context>
    <name>Studio</name>
    <message>
        <source>Back to what it was when this page was opened</source>
        <translation>Volver a como estaba al abrir esta página</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>How training pictures are varied</source>
        <translation>Cómo varían las imágenes de entrenamiento</translation>
    </message>
    <message>
        <source>Only what the network learns from changes; it is judged by the pictures as they are.</source>
        <translation>Solo cambia aquello de lo que la red aprende; se la juzga por las imágenes como son.</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vista previa</translation>
    </message>
    <message>
        <source>Undo changes</source>
        <translation>Deshacer cambios</translation>
    </message>
    <message>
        <source>Use for training</source>
        <translation>Usar al entrenar</translation>
    </message>
    <message>
        <source>Which of it helps?</source>
        <translation>¿Qué ayuda?</translation>
    </message>
</context>
<context>
    <name>SubPage</name>
    <message>
        <source>Back to the training</source>
        <translation>Volver al entrenamiento</translation>
    </message>
</context>
<context>
    <name>SwitchEditor</name>
    <message>
        <source>off</source>
        <translation>no</translation>
    </message>
    <message>
        <source>on</source>
        <translation>sí</translation>
    </message>
</context>
<context>
    <name>TagRow</name>
    <message>
        <source>+ Label the picture</source>
        <translation>+ Etiquetar la imagen</translation>
    </message>
    <message>
        <source>A label of the whole picture. Press to take it away.</source>
        <translation>Una etiqueta de la imagen entera. Pulsa para quitarla.</translation>
    </message>
    <message>
        <source>Label the whole picture</source>
        <translation>Etiquetar la imagen entera</translation>
    </message>
    <message>
        <source>Take the label {label} from the picture</source>
        <translation>Quitar la etiqueta {label} de la imagen</translation>
    </message>
</context>
<context>
    <name>TextToCopy</name>
    <message>
        <source>Copied</source>
        <translation>Copiado</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>Copiar todo</translation>
    </message>
    <message>
        <source>Copy what is selected</source>
        <translation>Copiar lo seleccionado</translation>
    </message>
    <message>
        <source>Copy: {what}</source>
        <translation>Copiar: {what}</translation>
    </message>
</context>
<context>
    <name>TextView</name>
    <message>
        <source>Every choice as the run will write it down. What you leave out is as usual.</source>
        <translation>Cada opción tal como la anotará el entrenamiento. Lo que omitas queda como siempre.</translation>
    </message>
    <message>
        <source>Recipe as TOML</source>
        <translation>Receta en TOML</translation>
    </message>
</context>
<context>
    <name>TileDelegate</name>
    <message>
        <source>This picture cannot be read.</source>
        <translation>Esta imagen no se puede leer.</translation>
    </message>
</context>
<context>
    <name>TimeDetail</name>
    <message>
        <source>About {time}</source>
        <translation>Unos {time}</translation>
    </message>
    <message>
        <source>An estimate from how fast this computer was the last times, right within a factor of two. Features are kept, so the next run is quicker. A smaller backbone, a smaller input or fewer epochs are too; the last two are under “More choices”.</source>
        <translation>Una estimación según lo rápido que fue este equipo otras veces; puede fallar hasta al doble. Las características se conservan, así que el próximo entrenamiento va más rápido. También con una red base menor, una entrada menor o menos épocas; lo segundo y lo tercero están en «Más opciones».</translation>
    </message>
    <message>
        <source>How long a step of {method} takes here is a rough guess before one training of it has ended.</source>
        <translation>Cuánto tarda aquí un paso de {method} es una estimación basta hasta que termine un entrenamiento suyo.</translation>
    </message>
    <message>
        <source>Nothing can be said before there is something to learn from.</source>
        <translation>No se puede decir nada antes de que haya de qué aprender.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Tiempo</translation>
    </message>
    <message>
        <source>features of {ready} of {total} pictures are ready</source>
        <translation>características de {ready} de {total} imágenes listas</translation>
    </message>
    <message>
        <source>{n} steps at {size} pixels</source>
        <translation>{n} pasos a {size} píxeles</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message numerus="yes">
        <source>%n label(s)</source>
        <translation>
            <numerusform>%n etiqueta</numerusform>
            <numerusform>%n etiquetas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n imagen</numerusform>
            <numerusform>%n imágenes</numerusform>
        </translation>
    </message>
    <message>
        <source>Menu: open, settings, about</source>
        <translation>Menú: abrir, ajustes, acerca de</translation>
    </message>
    <message>
        <source>Open, settings, about</source>
        <translation>Abrir, ajustes, acerca de</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Entrenar</translation>
    </message>
    <message>
        <source>What is this?</source>
        <translation>¿Qué es esto?</translation>
    </message>
    <message>
        <source>What is this? Click a number or a setting for its answer</source>
        <translation>¿Qué es esto? Pulsa un número o un ajuste para ver su respuesta</translation>
    </message>
    <message>
        <source>{job}. Click to see it.</source>
        <translation>{job}. Haz clic para verlo.</translation>
    </message>
</context>
<context>
    <name>Totals</name>
    <message>
        <source>In float32: all maps and the input of a batch, and the parameters. Gradients and the rule's own numbers come on top.</source>
        <translation>En float32: todos los mapas y la entrada de un lote, y los parámetros. A ello se suman los gradientes y los números propios de la regla.</translation>
    </message>
    <message>
        <source>In float32: the two largest maps that follow each other, and the parameters</source>
        <translation>En float32: los dos mapas seguidos más grandes, y los parámetros</translation>
    </message>
    <message>
        <source>Memory for one prediction</source>
        <translation>Memoria para predecir</translation>
    </message>
    <message>
        <source>Memory to train</source>
        <translation>Memoria para entrenar</translation>
    </message>
    <message>
        <source>Memory to train, batch {n}</source>
        <translation>Memoria para entrenar, lote de {n}</translation>
    </message>
    <message>
        <source>Numbers that a training finds, all layers together</source>
        <translation>Números que halla un entrenamiento, todas las capas juntas</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Salida</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parámetros</translation>
    </message>
    <message>
        <source>What the last layer answers for one picture</source>
        <translation>Lo que responde la última capa para una imagen</translation>
    </message>
    <message>
        <source>all of them trainable</source>
        <translation>todos entrenables</translation>
    </message>
    <message>
        <source>for one picture</source>
        <translation>para una imagen</translation>
    </message>
    <message>
        <source>{n} bytes</source>
        <translation>{n} bytes</translation>
    </message>
    <message>
        <source>{n} trainable, {m} frozen</source>
        <translation>{n} entrenables, {m} congelados</translation>
    </message>
</context>
<context>
    <name>TrainPlace</name>
    <message>
        <source>A search for better settings runs: the training would have to wait for it.</source>
        <translation>Hay una búsqueda de ajustes en marcha: el entrenamiento tendría que esperarla.</translation>
    </message>
    <message>
        <source>Add a training to the queue</source>
        <translation>Añadir un entrenamiento a la cola</translation>
    </message>
    <message>
        <source>Add to the queue</source>
        <translation>Añadir a la cola</translation>
    </message>
    <message>
        <source>All choices of the recipe</source>
        <translation>Todas las opciones de la receta</translation>
    </message>
    <message>
        <source>All networks</source>
        <translation>Todas las redes</translation>
    </message>
    <message>
        <source>An ablation runs: the training would have to wait for it.</source>
        <translation>Hay una ablación en marcha: el entrenamiento tendría que esperarla.</translation>
    </message>
    <message>
        <source>Augmentation…</source>
        <translation>Aumento de datos…</translation>
    </message>
    <message>
        <source>Compose a network</source>
        <translation>Componer una red</translation>
    </message>
    <message>
        <source>Continue run</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>Find the learning rate</source>
        <translation>Buscar la tasa de aprendizaje</translation>
    </message>
    <message>
        <source>Search for better settings</source>
        <translation>Buscar mejores ajustes</translation>
    </message>
    <message>
        <source>See it</source>
        <translation>Verla</translation>
    </message>
    <message>
        <source>Stop training and keep the best</source>
        <translation>Parar el entrenamiento y quedarse lo mejor</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Entrenar</translation>
    </message>
    <message>
        <source>Trains with these choices when the training that runs has ended.</source>
        <translation>Entrena con estas opciones cuando acabe el entrenamiento en marcha.</translation>
    </message>
    <message>
        <source>Wait for its end, or pause it.</source>
        <translation>Espera a que termine, o ponla en pausa.</translation>
    </message>
    <message>
        <source>Wait for its end, or stop it under Augmentation.</source>
        <translation>Espera a que acabe o detenla en Aumento de datos.</translation>
    </message>
</context>
<context>
    <name>TrainProblems</name>
    <message numerus="yes">
        <source>%n picture(s) have boxes of several labels but no label of their own: that is for a detector.</source>
        <translation>
            <numerusform>%n imagen tiene cajas de varias etiquetas pero ninguna propia: eso es para un detector.</numerusform>
            <numerusform>%n imágenes tienen cajas de varias etiquetas pero ninguna propia: eso es para un detector.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) have boxes: a detector could learn from them.</source>
        <translation>
            <numerusform>%n imagen tiene cajas: un detector podría aprender de ella.</numerusform>
            <numerusform>%n imágenes tienen cajas: un detector podría aprender de ellas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) have labels of their own but no boxes: that is for a classifier.</source>
        <translation>
            <numerusform>%n imagen tiene etiqueta propia pero no cajas: eso es para un clasificador.</numerusform>
            <numerusform>%n imágenes tienen etiqueta propia pero no cajas: eso es para un clasificador.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) have labels of their own: a classifier could learn from them.</source>
        <translation>
            <numerusform>%n imagen tiene etiqueta propia: un clasificador podría aprender de ella.</numerusform>
            <numerusform>%n imágenes tienen etiqueta propia: un clasificador podría aprender de ellas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) have several boxes: only the largest of each is learnt. A detector finds all.</source>
        <translation>
            <numerusform>%n imagen tiene varias cajas: solo se aprende la mayor. Un detector las encuentra todas.</numerusform>
            <numerusform>%n imágenes tienen varias cajas: solo se aprende la mayor de cada una. Un detector las encuentra todas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) have several labels and stay out: this project means one a picture.</source>
        <translation>
            <numerusform>%n imagen tiene varias etiquetas y queda fuera: este proyecto pide una por imagen.</numerusform>
            <numerusform>%n imágenes tienen varias etiquetas y quedan fuera: este proyecto pide una por imagen.</numerusform>
        </translation>
    </message>
    <message>
        <source>A classifier tells labels apart, and only “{label}” has pictures: at least two labels need some.</source>
        <translation>Un clasificador distingue etiquetas, y solo «{label}» tiene imágenes: hacen falta en al menos dos.</translation>
    </message>
    <message>
        <source>A classifier tells labels apart, and there is only “{label}”: at least two are needed.</source>
        <translation>Un clasificador distingue etiquetas, y solo hay «{label}»: hacen falta al menos dos.</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation>Añadir una carpeta</translation>
    </message>
    <message>
        <source>Add a label</source>
        <translation>Añadir una etiqueta</translation>
    </message>
    <message>
        <source>Draw boxes</source>
        <translation>Dibujar cajas</translation>
    </message>
    <message>
        <source>Label more</source>
        <translation>Etiquetar más</translation>
    </message>
    <message>
        <source>Label pictures</source>
        <translation>Etiquetar imágenes</translation>
    </message>
    <message>
        <source>No labelled picture is in the training split, so there is nothing to learn from.</source>
        <translation>Ninguna imagen etiquetada está en la partición de aprendizaje, así que no hay de qué aprender.</translation>
    </message>
    <message>
        <source>No labelled picture is in the validation split, so the best epoch cannot be chosen.</source>
        <translation>Ninguna imagen etiquetada está en validación, así que no se puede elegir la mejor época.</translation>
    </message>
    <message>
        <source>No picture has a box yet.</source>
        <translation>Ninguna imagen tiene aún una caja.</translation>
    </message>
    <message>
        <source>No picture has a label of its own yet.</source>
        <translation>Ninguna imagen tiene aún etiqueta propia.</translation>
    </message>
    <message numerus="yes">
        <source>None of the %n picture(s) is labelled yet: about twenty with boxes are a good start.</source>
        <translation>
            <numerusform>La imagen (%n) aún no está etiquetada: unas veinte con cajas son un buen comienzo.</numerusform>
            <numerusform>Ninguna de las %n imágenes está etiquetada aún: unas veinte con cajas son un buen comienzo.</numerusform>
        </translation>
    </message>
    <message>
        <source>Only one picture is labelled: learning and scoring need at least one each, better twenty.</source>
        <translation>Solo hay una imagen etiquetada: para aprender y evaluar hace falta al menos una de cada, mejor veinte.</translation>
    </message>
    <message>
        <source>Open backbones</source>
        <translation>Ver las redes base</translation>
    </message>
    <message>
        <source>Open its layers</source>
        <translation>Abrir sus capas</translation>
    </message>
    <message>
        <source>Several labels</source>
        <translation>Varias etiquetas</translation>
    </message>
    <message>
        <source>Show them</source>
        <translation>Verlas</translation>
    </message>
    <message>
        <source>Split again</source>
        <translation>Repartir de nuevo</translation>
    </message>
    <message>
        <source>The weights of {backbone} cannot be used: get them, or choose another backbone.</source>
        <translation>Los pesos de {backbone} no se pueden usar: consíguelos, o elige otra red base.</translation>
    </message>
    <message>
        <source>There are no pictures yet.</source>
        <translation>Aún no hay imágenes.</translation>
    </message>
    <message>
        <source>Train a classifier</source>
        <translation>Entrenar un clasificador</translation>
    </message>
    <message>
        <source>Train a detector</source>
        <translation>Entrenar un detector</translation>
    </message>
    <message>
        <source>Your network “{backbone}” cannot be built yet.</source>
        <translation>Tu red «{backbone}» aún no se puede construir.</translation>
    </message>
    <message>
        <source>{backbone} names whole pictures and cannot find places: choose another one for a detector.</source>
        <translation>{backbone} nombra imágenes enteras y no encuentra lugares: elige otra para un detector.</translation>
    </message>
    <message numerus="yes">
        <source>“{label}” is in %n picture(s) only: it can hardly be learnt and scored.</source>
        <translation>
            <numerusform>«{label}» está solo en %n imagen: apenas se puede aprender y evaluar.</numerusform>
            <numerusform>«{label}» está solo en %n imágenes: apenas se puede aprender y evaluar.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrainWords</name>
    <message numerus="yes">
        <source>%n box(es)</source>
        <translation>
            <numerusform>%n caja</numerusform>
            <numerusform>%n cajas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n label(s)</source>
        <translation>
            <numerusform>%n etiqueta</numerusform>
            <numerusform>%n etiquetas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n look-alike group(s)</source>
        <translation>
            <numerusform>%n grupo de parecidas</numerusform>
            <numerusform>%n grupos de parecidas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n imagen</numerusform>
            <numerusform>%n imágenes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) new, the rest kept</source>
        <translation>
            <numerusform>%n imagen nueva, el resto como antes</numerusform>
            <numerusform>%n imágenes nuevas, el resto como antes</numerusform>
        </translation>
    </message>
    <message>
        <source>Boxes are labelled, so the task is detection.</source>
        <translation>Hay cajas etiquetadas, así que la tarea es detección.</translation>
    </message>
    <message>
        <source>Classifier</source>
        <translation>Clasificador</translation>
    </message>
    <message>
        <source>Detector</source>
        <translation>Detector</translation>
    </message>
    <message>
        <source>Draw boxes to train a detector, or label whole pictures to train a classifier.</source>
        <translation>Dibuja cajas para entrenar un detector, o etiqueta imágenes enteras para entrenar un clasificador.</translation>
    </message>
    <message>
        <source>Finds every object of a picture and draws a box around each. It learns from boxes.</source>
        <translation>Encuentra todos los objetos de una imagen y dibuja una caja alrededor de cada uno. Aprende de cajas.</translation>
    </message>
    <message>
        <source>Localiser</source>
        <translation>Localizador</translation>
    </message>
    <message>
        <source>Names whole pictures, without saying where. It learns from labels of pictures.</source>
        <translation>Nombra imágenes enteras, sin decir dónde. Aprende de etiquetas de imágenes.</translation>
    </message>
    <message>
        <source>Says which object a picture shows and where it is, one box a picture. Of several boxes it learns the largest.</source>
        <translation>Dice qué objeto muestra una imagen y dónde está, una caja por imagen. De varias cajas aprende la mayor.</translation>
    </message>
    <message>
        <source>Train a classifier</source>
        <translation>Entrenar un clasificador</translation>
    </message>
    <message>
        <source>Train a detector</source>
        <translation>Entrenar un detector</translation>
    </message>
    <message>
        <source>Train a localiser</source>
        <translation>Entrenar un localizador</translation>
    </message>
    <message>
        <source>Train a model</source>
        <translation>Entrenar un modelo</translation>
    </message>
    <message>
        <source>Whole pictures are labelled, so the task is classification.</source>
        <translation>Hay imágenes enteras etiquetadas, así que la tarea es clasificación.</translation>
    </message>
    <message>
        <source>You chose a classifier: it names whole pictures.</source>
        <translation>Has elegido un clasificador: da nombre a imágenes enteras.</translation>
    </message>
    <message>
        <source>You chose a detector: it finds things and draws boxes around them.</source>
        <translation>Has elegido un detector: encuentra cosas y dibuja cajas a su alrededor.</translation>
    </message>
    <message>
        <source>You chose a localiser: it says which object a picture shows and where it is, one box a picture. Of several boxes it learns the largest.</source>
        <translation>Elegiste un localizador: dice qué objeto muestra una imagen y dónde está, una caja por imagen. De varias cajas aprende la mayor.</translation>
    </message>
    <message>
        <source>kept from before</source>
        <translation>la de antes</translation>
    </message>
    <message>
        <source>made at the start, then kept</source>
        <translation>se hace al empezar y se conserva</translation>
    </message>
    <message>
        <source>no pictures yet</source>
        <translation>aún no hay imágenes</translation>
    </message>
    <message>
        <source>test</source>
        <translation>prueba</translation>
    </message>
    <message>
        <source>train</source>
        <translation>aprendizaje</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>validación</translation>
    </message>
    <message>
        <source>{n} {split}</source>
        <translation>{n} {split}</translation>
    </message>
    <message>
        <source>{why} {amount}.</source>
        <translation>{why} {amount}.</translation>
    </message>
</context>
<context>
    <name>TrainingMessages</name>
    <message>
        <source>Results</source>
        <translation>Resultados</translation>
    </message>
    <message>
        <source>Show what went wrong</source>
        <translation>Ver qué ha fallado</translation>
    </message>
    <message>
        <source>The training was stopped.</source>
        <translation>El entrenamiento se ha parado.</translation>
    </message>
    <message>
        <source>{run} is ready.</source>
        <translation>{run}, listo.</translation>
    </message>
    <message>
        <source>{run} is ready: {figure}.</source>
        <translation>{run}, listo: {figure}.</translation>
    </message>
    <message>
        <source>{run} was stopped; its best state is kept.</source>
        <translation>{run} se ha parado; se conserva su mejor estado.</translation>
    </message>
</context>
<context>
    <name>Transport</name>
    <message>
        <source>One step back  ·  Left</source>
        <translation>Un paso atrás  ·  Izquierda</translation>
    </message>
    <message>
        <source>One step on  ·  Right</source>
        <translation>Un paso adelante  ·  Derecha</translation>
    </message>
    <message>
        <source>Play or pause  ·  Space</source>
        <translation>Reproducir o pausar  ·  Espacio</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Paso</translation>
    </message>
    <message>
        <source>To the first step  ·  Home</source>
        <translation>Al primer paso  ·  Inicio</translation>
    </message>
    <message>
        <source>To the last step  ·  End</source>
        <translation>Al último paso  ·  Fin</translation>
    </message>
    <message>
        <source>{step} of {all}</source>
        <translation>{step} de {all}</translation>
    </message>
</context>
<context>
    <name>TransposePage</name>
    <message>
        <source>2 × 2 becomes 4 × 4: each number four times</source>
        <translation>2 × 2 pasa a 4 × 4: cada número cuatro veces</translation>
    </message>
    <message>
        <source>3 × 3 with stride 2: (3 − 1)·2 − 2·0 + 2 = 6</source>
        <translation>3 × 3 con paso 2: (3 − 1)·2 − 2·0 + 2 = 6</translation>
    </message>
    <message>
        <source>Between the numbers: kernel 3 × 3, stride 2, padding 1</source>
        <translation>Entre los números: núcleo 3 × 3, paso 2, relleno 1</translation>
    </message>
    <message>
        <source>Columns of the kernel</source>
        <translation>Columnas del núcleo</translation>
    </message>
    <message>
        <source>Extra</source>
        <translation>Extra</translation>
    </message>
    <message>
        <source>Extra rows and columns</source>
        <translation>Filas y columnas de más</translation>
    </message>
    <message>
        <source>How far apart two stamps lie.</source>
        <translation>A qué distancia están dos sellos.</translation>
    </message>
    <message>
        <source>Input: {size}</source>
        <translation>Entrada: {size}</translation>
    </message>
    <message>
        <source>Kernel</source>
        <translation>Núcleo</translation>
    </message>
    <message>
        <source>Kernel columns</source>
        <translation>Columnas del núcleo</translation>
    </message>
    <message>
        <source>Kernel rows</source>
        <translation>Filas del núcleo</translation>
    </message>
    <message>
        <source>Numbers of the kernel</source>
        <translation>Números del núcleo</translation>
    </message>
    <message>
        <source>Output: {size}</source>
        <translation>Salida: {size}</translation>
    </message>
    <message>
        <source>Padding</source>
        <translation>Relleno</translation>
    </message>
    <message>
        <source>Rows and columns more at the end, fewer than the stride.</source>
        <translation>Filas y columnas de más al final, menos que el paso.</translation>
    </message>
    <message>
        <source>Rows and columns that are cut off at every side.</source>
        <translation>Filas y columnas que se recortan a cada lado.</translation>
    </message>
    <message>
        <source>Rows of the kernel</source>
        <translation>Filas del núcleo</translation>
    </message>
    <message>
        <source>Rows: {rows}     Columns: {columns}</source>
        <translation>Filas: {rows}     Columnas: {columns}</translation>
    </message>
    <message>
        <source>Stride</source>
        <translation>Paso</translation>
    </message>
    <message>
        <source>Stride 1: stamps overlap and add up</source>
        <translation>Paso 1: los sellos se solapan y se suman</translation>
    </message>
    <message>
        <source>Take a smaller input.</source>
        <translation>Toma una entrada más pequeña.</translation>
    </message>
    <message>
        <source>That is too much to step through.</source>
        <translation>Es demasiado para recorrerlo.</translation>
    </message>
    <message>
        <source>The way back to a larger map: each number stamps the kernel, times itself, and stamps that overlap add up. Step through it, then change the stride.</source>
        <translation>El camino de vuelta a un mapa mayor: cada número estampa el núcleo multiplicado por él, y los sellos que se solapan se suman. Recórrelo y cambia el paso.</translation>
    </message>
    <message>
        <source>Transposed convolution</source>
        <translation>Convolución traspuesta</translation>
    </message>
    <message>
        <source>Your picture, twice as large</source>
        <translation>Tu imagen, el doble de grande</translation>
    </message>
    <message>
        <source>{number} · kernel = {stamp}, added where it is marked</source>
        <translation>{number} · núcleo = {stamp}, sumado donde está marcado</translation>
    </message>
</context>
<context>
    <name>TrialTable</name>
    <message>
        <source>Ended early: it fell behind, so the rest was not worth the time</source>
        <translation>Terminado antes: se quedó atrás, y el resto no merecía el tiempo</translation>
    </message>
    <message>
        <source>On the validation pictures, at the trial's best epoch</source>
        <translation>En las imágenes de validación, en la mejor época del ensayo</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>Trials in the order in which they were made</source>
        <translation>Ensayos en el orden en que se hicieron</translation>
    </message>
    <message>
        <source>Trials of the search</source>
        <translation>Ensayos de la búsqueda</translation>
    </message>
    <message>
        <source>epoch {n}</source>
        <translation>época {n}</translation>
    </message>
</context>
<context>
    <name>TryPage</name>
    <message numerus="yes">
        <source>%n box(es)</source>
        <translation>
            <numerusform>%n caja</numerusform>
            <numerusform>%n cajas</numerusform>
        </translation>
    </message>
    <message>
        <source>Another picture…</source>
        <translation>Otra imagen…</translation>
    </message>
    <message>
        <source>Choose a picture…</source>
        <translation>Elegir una imagen…</translation>
    </message>
    <message>
        <source>Drop any picture here, also one that is not in the project. It is only looked at.</source>
        <translation>Suelta aquí cualquier imagen, también una que no esté en el proyecto. Solo se mira.</translation>
    </message>
    <message>
        <source>It is not sure enough to name a label.</source>
        <translation>No está lo bastante seguro para nombrar una etiqueta.</translation>
    </message>
    <message>
        <source>It stays as it is; try another file.</source>
        <translation>Se queda como está; prueba con otro archivo.</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Imágenes</translation>
    </message>
    <message>
        <source>Score from</source>
        <translation>Puntuación desde</translation>
    </message>
    <message>
        <source>Show boxes with this score or more</source>
        <translation>Mostrar cajas con esta puntuación o más</translation>
    </message>
    <message>
        <source>Try a picture</source>
        <translation>Probar una imagen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>looking…</source>
        <translation>mirando…</translation>
    </message>
    <message>
        <source>{found}, {hidden} below the score</source>
        <translation>{found}, {hidden} por debajo de la puntuación</translation>
    </message>
    <message>
        <source>{label}, score {score}</source>
        <translation>{label}, puntuación {score}</translation>
    </message>
</context>
<context>
    <name>UnitsPart</name>
    <message>
        <source>A unit is one map of a layer. Early units look for edges and colours, deep ones for parts of things. See which parts of your own pictures it answers most.</source>
        <translation>Una unidad es un mapa de una capa. Las primeras buscan bordes y colores; las profundas, partes de cosas. Mira a qué partes de tus propias imágenes responde más.</translation>
    </message>
    <message>
        <source>All {count} pictures went through the network.</source>
        <translation>Las {count} imágenes han pasado por la red.</translation>
    </message>
    <message>
        <source>As the unit would have it</source>
        <translation>Como la unidad lo querría</translation>
    </message>
    <message>
        <source>Begun with noise; every step changes it so that the unit answers more…</source>
        <translation>Empieza con ruido; cada paso lo cambia para que la unidad responda más…</translation>
    </message>
    <message>
        <source>Changed from noise until the unit answered {after} instead of {before}.</source>
        <translation>Cambiado desde el ruido hasta que la unidad respondió {after} en vez de {before}.</translation>
    </message>
    <message>
        <source>Draw what it looks for</source>
        <translation>Dibujar lo que busca</translation>
    </message>
    <message>
        <source>In your pictures</source>
        <translation>En tus imágenes</translation>
    </message>
    <message>
        <source>It sees the whole picture; here is its window, {width} × {height} pixels.</source>
        <translation>Ve la imagen entera; aquí está su ventana, de {width} × {height} píxeles.</translation>
    </message>
    <message>
        <source>It sees {width} × {height} pixels at a time.</source>
        <translation>Ve {width} × {height} píxeles a la vez.</translation>
    </message>
    <message>
        <source>Looking through your pictures…</source>
        <translation>Revisando tus imágenes…</translation>
    </message>
    <message>
        <source>Nothing drawn yet.</source>
        <translation>Todavía no se ha dibujado nada.</translation>
    </message>
    <message>
        <source>Nothing searched yet.</source>
        <translation>Todavía no se ha buscado nada.</translation>
    </message>
    <message>
        <source>Of {asked} pictures {count} went through the network, evenly chosen.</source>
        <translation>De {asked} imágenes han pasado por la red {count}, repartidas por igual.</translation>
    </message>
    <message>
        <source>Of {asked} pictures {kept} are read from what a training has kept; {rest} went through the network.</source>
        <translation>De {asked} imágenes, {kept} se leen de lo que guardó un entrenamiento; {rest} han pasado por la red.</translation>
    </message>
    <message>
        <source>Parts that excite the unit most</source>
        <translation>Partes que más activan la unidad</translation>
    </message>
    <message>
        <source>Read from what a training has kept of {count} pictures: none went through the network.</source>
        <translation>Leído de lo que un entrenamiento guardó de {count} imágenes: ninguna ha pasado por la red.</translation>
    </message>
    <message>
        <source>Save as PNG…</source>
        <translation>Guardar como PNG…</translation>
    </message>
    <message>
        <source>Search my pictures</source>
        <translation>Buscar en mis imágenes</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Parar</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Detenido.</translation>
    </message>
    <message>
        <source>Unit {unit} of {layer}.</source>
        <translation>Unidad {unit} de {layer}.</translation>
    </message>
</context>
<context>
    <name>WaitingPage</name>
    <message>
        <source>Choose a run</source>
        <translation>Elige un entrenamiento</translation>
    </message>
    <message>
        <source>Go on training</source>
        <translation>Seguir entrenando</translation>
    </message>
    <message>
        <source>Its figures are shown here.</source>
        <translation>Aquí se muestran sus cifras.</translation>
    </message>
    <message>
        <source>Its first epoch has not ended.</source>
        <translation>Su primera época no ha terminado.</translation>
    </message>
    <message>
        <source>Read it again</source>
        <translation>Leerlo de nuevo</translation>
    </message>
    <message>
        <source>Reading {run}…</source>
        <translation>Leyendo {run}…</translation>
    </message>
    <message>
        <source>This run cannot be read</source>
        <translation>Este entrenamiento no se puede leer</translation>
    </message>
    <message>
        <source>This run has no results yet</source>
        <translation>Este entrenamiento aún no tiene resultados</translation>
    </message>
</context>
<context>
    <name>WalkImages</name>
    <message>
        <source>Click a number, or step to the next one with the arrow keys</source>
        <translation>Haz clic en un número, o pasa al siguiente con las flechas</translation>
    </message>
    <message>
        <source>It reads map {number}</source>
        <translation>Lee el mapa {number}</translation>
    </message>
    <message>
        <source>It reads the blue</source>
        <translation>Lee el azul</translation>
    </message>
    <message>
        <source>It reads the green</source>
        <translation>Lee el verde</translation>
    </message>
    <message>
        <source>It reads the red</source>
        <translation>Lee el rojo</translation>
    </message>
    <message>
        <source>It sees the whole picture</source>
        <translation>Ve toda la imagen</translation>
    </message>
    <message>
        <source>It sees {width} × {height} pixels</source>
        <translation>Ve {width} × {height} píxeles</translation>
    </message>
    <message>
        <source>Row {row}, column {column} of map {number}</source>
        <translation>Fila {row}, columna {column} del mapa {number}</translation>
    </message>
    <message>
        <source>The number on its map</source>
        <translation>El número en su mapa</translation>
    </message>
    <message>
        <source>The patch on the map that the sum reads</source>
        <translation>El parche en el mapa que lee la suma</translation>
    </message>
    <message>
        <source>What the number sees of the picture</source>
        <translation>Lo que el número ve de la imagen</translation>
    </message>
</context>
<context>
    <name>WalkLines</name>
    <message>
        <source>From the sum to the answer</source>
        <translation>De la suma a la respuesta</translation>
    </message>
</context>
<context>
    <name>WalkPage</name>
    <message>
        <source>Output as CSV…</source>
        <translation>Salida como CSV…</translation>
    </message>
    <message>
        <source>Output as PNG…</source>
        <translation>Salida como PNG…</translation>
    </message>
</context>
<context>
    <name>WalkPanel</name>
    <message>
        <source>Arrow keys: the next number · Page keys: the next map · Space: play · Esc: back to the maps</source>
        <translation>Flechas: el número siguiente · Re Pág y Av Pág: el mapa siguiente · Espacio: reproducir · Esc: volver a los mapas</translation>
    </message>
    <message>
        <source>Back to the maps (Esc)</source>
        <translation>Volver a los mapas (Esc)</translation>
    </message>
    <message>
        <source>How a number came about</source>
        <translation>Cómo se obtuvo un número</translation>
    </message>
    <message>
        <source>How number {channel} came to be {value}</source>
        <translation>Cómo el número {channel} llegó a ser {value}</translation>
    </message>
    <message>
        <source>How row {row}, column {column} of map {channel} came to be {value}</source>
        <translation>Cómo la fila {row}, columna {column} del mapa {channel} llegó a ser {value}</translation>
    </message>
    <message>
        <source>Play: from number to number (Space)</source>
        <translation>Reproducir: de número en número (Espacio)</translation>
    </message>
    <message>
        <source>Save as PNG…</source>
        <translation>Guardar como PNG…</translation>
    </message>
    <message>
        <source>Save the numbers as CSV…</source>
        <translation>Guardar los números como CSV…</translation>
    </message>
    <message>
        <source>What each of the {count} maps gives, the largest first. {rest} more below the chosen one.</source>
        <translation>Lo que aporta cada uno de los {count} mapas, primero el mayor. Quedan {rest} por debajo del elegido.</translation>
    </message>
</context>
<context>
    <name>WalkTables</name>
    <message>
        <source>Kernel</source>
        <translation>Núcleo</translation>
    </message>
    <message>
        <source>Patch</source>
        <translation>Parche</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>Productos</translation>
    </message>
    <message>
        <source>The greatest number of map {map} here: {value}</source>
        <translation>El número mayor del mapa {map} aquí: {value}</translation>
    </message>
    <message>
        <source>The products of map {map} add up to {value}</source>
        <translation>Los productos del mapa {map} suman {value}</translation>
    </message>
</context>
<context>
    <name>WalkWords</name>
    <message>
        <source>Next, {layer} mixes it with many others.</source>
        <translation>Después, {layer} lo mezcla con muchos otros.</translation>
    </message>
    <message>
        <source>Nothing reads this number any more: it belongs to the answer.</source>
        <translation>Nada más lee este número: forma parte de la respuesta.</translation>
    </message>
    <message>
        <source>ReLU: what is below 0 becomes 0</source>
        <translation>ReLU: lo que es menor que 0 pasa a ser 0</translation>
    </message>
    <message>
        <source>Several layers read this number next.</source>
        <translation>Después, varias capas leen este número.</translation>
    </message>
    <message numerus="yes">
        <source>Sum of all products, over %n map(s)</source>
        <translation>
            <numerusform>Suma de todos los productos, de %n mapa</numerusform>
            <numerusform>Suma de todos los productos, de %n mapas</numerusform>
        </translation>
    </message>
    <message>
        <source>The greatest number of the patch</source>
        <translation>El número mayor del parche</translation>
    </message>
    <message>
        <source>activation: {name}</source>
        <translation>activación: {name}</translation>
    </message>
    <message>
        <source>batch norm: ({number} − {mean}) / √({variance} + {epsilon}) × {scale} + {shift}</source>
        <translation>normalización por lotes: ({number} − {mean}) / √({variance} + {epsilon}) × {scale} + {shift}</translation>
    </message>
    <message>
        <source>plus the bias, {bias}</source>
        <translation>más el sesgo, {bias}</translation>
    </message>
    <message>
        <source>plus {other}, which comes past this way (a shortcut)</source>
        <translation>más {other}, que llega por un atajo</translation>
    </message>
    <message>
        <source>times {other}, a weight for this map</source>
        <translation>por {other}, un peso para este mapa</translation>
    </message>
    <message>
        <source>{name}: kept between {low} and {high}</source>
        <translation>{name}: se mantiene entre {low} y {high}</translation>
    </message>
    <message>
        <source>{name}: pressed between 0 and 1</source>
        <translation>{name}: se comprime entre 0 y 1</translation>
    </message>
</context>
<context>
    <name>WeightsCard</name>
    <message>
        <source>Choose the folder of weights</source>
        <translation>Elegir la carpeta de pesos</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Elegir…</translation>
    </message>
    <message>
        <source>Files of weights in {folder} are found by this project only, before all others.</source>
        <translation>Los archivos de pesos en {folder} los encuentra solo este proyecto, antes que los demás.</translation>
    </message>
    <message>
        <source>Folder of weights</source>
        <translation>Carpeta de pesos</translation>
    </message>
    <message>
        <source>No folder of my own</source>
        <translation>Ninguna carpeta propia</translation>
    </message>
    <message>
        <source>None. Pretrained weights that you have as files are looked for in this folder first.</source>
        <translation>Ninguna. Los pesos preentrenados que tengas como archivos se buscan primero en esta carpeta.</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Pesos</translation>
    </message>
    <message>
        <source>Weights of this project</source>
        <translation>Pesos de este proyecto</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>60 pictures of a desk, 40 of them labelled: press Train and watch.</source>
        <translation>60 imágenes de un escritorio, 40 de ellas etiquetadas: pulsa Entrenar y mira.</translation>
    </message>
    <message>
        <source>Draw boxes on your pictures; a model learns from them on this computer, while you watch.</source>
        <translation>Dibuja cajas en tus imágenes; un modelo aprende de ellas en este equipo, mientras miras.</translation>
    </message>
    <message>
        <source>Drop a folder, pictures, annotations or a project to open it</source>
        <translation>Suelta una carpeta, imágenes, anotaciones o un proyecto para abrirlo</translation>
    </message>
    <message>
        <source>Go on where you left a folder that ends in -vistazo.</source>
        <translation>Sigue donde lo dejaste: una carpeta que acaba en -vistazo.</translation>
    </message>
    <message>
        <source>Nothing is asked, and nothing is written among your pictures.</source>
        <translation>No se pregunta nada, y entre tus imágenes no se escribe nada.</translation>
    </message>
    <message>
        <source>Open a folder of pictures</source>
        <translation>Abrir una carpeta de imágenes</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>Abrir un proyecto</translation>
    </message>
    <message>
        <source>Or drop a folder, pictures, annotations or a project anywhere here.</source>
        <translation>O suelta una carpeta, imágenes, anotaciones o un proyecto en cualquier parte de la ventana.</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>Proyectos recientes</translation>
    </message>
    <message>
        <source>Try the sample</source>
        <translation>Probar la muestra</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Bienvenida</translation>
    </message>
</context>
<context>
    <name>WhatIsThis</name>
    <message>
        <source>Numbers, settings and columns of tables have answers. Click one of them; Esc ends the asking.</source>
        <translation>Los números, los ajustes y las columnas de las tablas tienen respuesta. Pulsa uno; Esc termina de preguntar.</translation>
    </message>
    <message>
        <source>What is this?</source>
        <translation>¿Qué es esto?</translation>
    </message>
</context>
<context>
    <name>WholeCard</name>
    <message>
        <source>0 black, 255 white</source>
        <translation>0 negro, 255 blanco</translation>
    </message>
    <message>
        <source>Brightness: by the kernel</source>
        <translation>Brillo: según el núcleo</translation>
    </message>
    <message>
        <source>Distance from 0</source>
        <translation>Distancia a 0</translation>
    </message>
    <message>
        <source>How numbers become brightness</source>
        <translation>Cómo los números se vuelven brillo</translation>
    </message>
    <message>
        <source>Least black, largest white</source>
        <translation>Mínimo negro, máximo blanco</translation>
    </message>
    <message>
        <source>Sums may be below 0 or above 255: how they are made visible.</source>
        <translation>Las sumas pueden ser menores que 0 o mayores que 255: cómo se hacen visibles.</translation>
    </message>
    <message>
        <source>The whole picture after the convolution</source>
        <translation>La imagen entera tras la convolución</translation>
    </message>
    <message>
        <source>Whole picture</source>
        <translation>Imagen entera</translation>
    </message>
    <message>
        <source>{rows} × {columns} numbers</source>
        <translation>{rows} × {columns} números</translation>
    </message>
</context>
<context>
    <name>WhyPage</name>
    <message>
        <source>A change too small to see, and the answer after it</source>
        <translation>Un cambio demasiado pequeño para verse, y la respuesta que sigue</translation>
    </message>
    <message>
        <source>Is it still the same to the network when it is turned or shifted?</source>
        <translation>¿Sigue siendo lo mismo para la red si se gira o se desplaza?</translation>
    </message>
    <message>
        <source>Nudge the picture</source>
        <translation>Empujar la imagen</translation>
    </message>
    <message>
        <source>Turn and shift</source>
        <translation>Girar y desplazar</translation>
    </message>
    <message>
        <source>Where in the picture the network found its answer</source>
        <translation>En qué lugar de la imagen la red encontró su respuesta</translation>
    </message>
    <message>
        <source>Which part decided</source>
        <translation>Qué parte decidió</translation>
    </message>
</context>
<context>
    <name>WhySide</name>
    <message>
        <source>All boxes of the label</source>
        <translation>Todas las cajas de la etiqueta</translation>
    </message>
    <message>
        <source>Also what spoke against it</source>
        <translation>También lo que habló en contra</translation>
    </message>
    <message>
        <source>Another epoch</source>
        <translation>Otra época</translation>
    </message>
    <message>
        <source>Another label</source>
        <translation>Otra etiqueta</translation>
    </message>
    <message>
        <source>Another network</source>
        <translation>Otra red</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>Caja</translation>
    </message>
    <message>
        <source>Box {number}</source>
        <translation>Caja {number}</translation>
    </message>
    <message>
        <source>Can it be believed?</source>
        <translation>¿Se puede creer?</translation>
    </message>
    <message>
        <source>Cold colours show parts that made the network less sure of this answer.</source>
        <translation>Los colores fríos muestran las partes que hicieron dudar a la red de esta respuesta.</translation>
    </message>
    <message>
        <source>Deep layers know what things are, early ones where edges and colours lie.</source>
        <translation>Las capas profundas saben qué son las cosas; las primeras, dónde están los bordes y los colores.</translation>
    </message>
    <message>
        <source>Epoch {number}</source>
        <translation>Época {number}</translation>
    </message>
    <message>
        <source>How much of the picture the heat covers</source>
        <translation>Cuánto cubre el calor la imagen</translation>
    </message>
    <message>
        <source>How to look</source>
        <translation>Cómo mirar</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Capa</translation>
    </message>
    <message>
        <source>Makes the map again while the network’s weights are shuffled, part by part. A map that stays the same shows the picture, not what was learnt.</source>
        <translation>Vuelve a hacer el mapa mientras se barajan los pesos de la red, parte por parte. Un mapa que no cambia muestra la imagen, no lo aprendido.</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nada</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>Opacidad</translation>
    </message>
    <message>
        <source>Show beside it</source>
        <translation>Mostrar al lado</translation>
    </message>
    <message>
        <source>Side by side with</source>
        <translation>Comparar con</translation>
    </message>
    <message>
        <source>The answer to explain</source>
        <translation>La respuesta que explicar</translation>
    </message>
    <message>
        <source>The best answer</source>
        <translation>La mejor respuesta</translation>
    </message>
    <message>
        <source>The box to explain</source>
        <translation>La caja que explicar</translation>
    </message>
    <message>
        <source>The last maps</source>
        <translation>Los últimos mapas</translation>
    </message>
    <message>
        <source>The layer to look at</source>
        <translation>La capa que mirar</translation>
    </message>
    <message>
        <source>Two labels, two moments of the training, or two networks side by side.</source>
        <translation>Dos etiquetas, dos momentos del entrenamiento o dos redes, lado a lado.</translation>
    </message>
    <message>
        <source>Which one beside it</source>
        <translation>Cuál al lado</translation>
    </message>
    <message>
        <source>Why this answer?</source>
        <translation>¿Por qué esta respuesta?</translation>
    </message>
</context>
<context>
    <name>WhyWords</name>
    <message>
        <source>Adds up the maps of a layer, each weighed by how much the answer rises with it. Quick and coarse.</source>
        <translation>Suma los mapas de una capa, cada uno ponderado según cuánto sube con él la respuesta. Rápido y grueso.</translation>
    </message>
    <message>
        <source>As Grad-CAM, but weighs every place of a map by itself: right for boxes, which few places answer.</source>
        <translation>Como Grad-CAM, pero pondera cada lugar de un mapa por separado: lo adecuado para cajas, a las que responden pocos lugares.</translation>
    </message>
    <message>
        <source>Even with all weights shuffled the map hardly changes (agreement {number}): it shows the picture rather than what was learnt. Try another method.</source>
        <translation>Incluso con todos los pesos barajados el mapa apenas cambia (coincidencia {number}): muestra la imagen más que lo aprendido. Prueba otro método.</translation>
    </message>
    <message>
        <source>Goes from a grey picture to this one and adds up what every pixel contributes on the way. Fine.</source>
        <translation>Va de una imagen gris a esta y suma lo que cada píxel aporta por el camino. Fino.</translation>
    </message>
    <message>
        <source>Grad-CAM</source>
        <translation>Grad-CAM</translation>
    </message>
    <message>
        <source>Grad-CAM for networks that say what is seen, HiResCAM for those that also say where.</source>
        <translation>Grad-CAM para las redes que dicen qué se ve, HiResCAM para las que además dicen dónde.</translation>
    </message>
    <message>
        <source>HiResCAM</source>
        <translation>HiResCAM</translation>
    </message>
    <message>
        <source>Hides a small window of the picture, place by place, and watches how far the answer falls. Slow and easy to believe.</source>
        <translation>Tapa una pequeña ventana de la imagen, lugar por lugar, y observa cuánto baja la respuesta. Lento y fácil de creer.</translation>
    </message>
    <message>
        <source>Integrated gradients</source>
        <translation>Gradientes integrados</translation>
    </message>
    <message>
        <source>Occlusion</source>
        <translation>Oclusión</translation>
    </message>
    <message>
        <source>Warm: these pixels mattered for “{label}” ({score}).</source>
        <translation>Cálido: estos píxeles contaron para «{label}» ({score}).</translation>
    </message>
    <message>
        <source>Warm: this is what spoke for “{label}” ({score}).</source>
        <translation>Cálido: esto es lo que habló a favor de «{label}» ({score}).</translation>
    </message>
    <message>
        <source>Warm: this spoke for “{label}” ({score}). Cold: this spoke against it.</source>
        <translation>Cálido: esto habló a favor de «{label}» ({score}). Frío: esto habló en contra.</translation>
    </message>
    <message>
        <source>What suits the network</source>
        <translation>Lo que conviene a la red</translation>
    </message>
    <message>
        <source>With all weights shuffled the map is another one (agreement {number}): it shows what the network has learnt.</source>
        <translation>Con todos los pesos barajados el mapa es otro (coincidencia {number}): muestra lo que la red ha aprendido.</translation>
    </message>
</context>
<context>
    <name>WindowsPage</name>
    <message numerus="yes">
        <source>%n place(s)</source>
        <translation>
            <numerusform>%n lugar</numerusform>
            <numerusform>%n lugares</numerusform>
        </translation>
    </message>
    <message>
        <source>200 neurons over 100 × 7 × 7: 980,200 parameters both ways</source>
        <translation>200 neuronas sobre 100 × 7 × 7: 980.200 parámetros de ambos modos</translation>
    </message>
    <message>
        <source>224: a 7 × 7 map gives 1 × 1 × 10</source>
        <translation>224: un mapa de 7 × 7 da 1 × 1 × 10</translation>
    </message>
    <message>
        <source>448: a 14 × 14 map gives 8 × 8 × 10</source>
        <translation>448: un mapa de 14 × 14 da 8 × 8 × 10</translation>
    </message>
    <message>
        <source>5 classes + 1 + 4 = 10 numbers a place</source>
        <translation>5 clases + 1 + 4 = 10 números por lugar</translation>
    </message>
    <message>
        <source>A 3 × 3 window on a 6 × 8 grid: 24 places</source>
        <translation>Una ventana 3 × 3 en una cuadrícula 6 × 8: 24 lugares</translation>
    </message>
    <message>
        <source>A 4 × 4 window on a 6 × 8 grid: 15 places</source>
        <translation>Una ventana 4 × 4 en una cuadrícula 6 × 8: 15 lugares</translation>
    </message>
    <message>
        <source>A small network run at every place of a grid, or once over all of it: the dense layer becomes a convolution with the same weights and the same numbers. Step through the places.</source>
        <translation>Una red pequeña en cada lugar de una cuadrícula, o una vez sobre toda ella: la capa densa se vuelve una convolución con los mismos pesos y los mismos números. Recorre los lugares.</translation>
    </message>
    <message>
        <source>As a convolution over the grid: {count} parameters, output {size}</source>
        <translation>Como convolución sobre la cuadrícula: {count} parámetros, salida {size}</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>Canales</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Columnas</translation>
    </message>
    <message>
        <source>Columns of the grid</source>
        <translation>Columnas de la cuadrícula</translation>
    </message>
    <message>
        <source>Dense layer in the window: ({size} + 1)·{neurons} = {count} parameters</source>
        <translation>Capa densa en la ventana: ({size} + 1)·{neurons} = {count} parámetros</translation>
    </message>
    <message>
        <source>Grid and window</source>
        <translation>Cuadrícula y ventana</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Etiquetas</translation>
    </message>
    <message>
        <source>Layer in the window</source>
        <translation>Capa en la ventana</translation>
    </message>
    <message>
        <source>Neurons</source>
        <translation>Neuronas</translation>
    </message>
    <message>
        <source>Of the dense layer that reads the window.</source>
        <translation>De la capa densa que lee la ventana.</translation>
    </message>
    <message>
        <source>Of the map that the window slides over.</source>
        <translation>Del mapa sobre el que se desliza la ventana.</translation>
    </message>
    <message>
        <source>One answer for each place</source>
        <translation>Una respuesta por lugar</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Filas</translation>
    </message>
    <message>
        <source>Rows of the grid</source>
        <translation>Filas de la cuadrícula</translation>
    </message>
    <message>
        <source>Rows: {rows}
Columns: {columns}</source>
        <translation>Filas: {rows}
Columnas: {columns}</translation>
    </message>
    <message>
        <source>Run place by place: {count} multiplications. As one convolution the layers before it run once, not once a place.</source>
        <translation>Lugar a lugar: {count} multiplicaciones. Como una sola convolución, las capas anteriores se calculan una vez y no una por lugar.</translation>
    </message>
    <message>
        <source>Side of the window</source>
        <translation>Lado de la ventana</translation>
    </message>
    <message>
        <source>Sliding window</source>
        <translation>Ventana deslizante</translation>
    </message>
    <message>
        <source>Stride</source>
        <translation>Paso</translation>
    </message>
    <message>
        <source>The grid with the window</source>
        <translation>La cuadrícula con la ventana</translation>
    </message>
    <message>
        <source>The places, in their order</source>
        <translation>Los lugares, en su orden</translation>
    </message>
    <message>
        <source>The window on the grid</source>
        <translation>La ventana sobre la cuadrícula</translation>
    </message>
    <message>
        <source>What a detector says at each place: {labels} classes + 1 + 4 = {count} numbers</source>
        <translation>Lo que un detector dice en cada lugar: {labels} clases + 1 + 4 = {count} números</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Ventana</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message numerus="yes">
        <source>%n object(s)</source>
        <translation>
            <numerusform>%n objeto</numerusform>
            <numerusform>%n objetos</numerusform>
        </translation>
    </message>
    <message>
        <source>Cannot be read</source>
        <translation>No se puede leer</translation>
    </message>
    <message>
        <source>Fewest objects first</source>
        <translation>Menos objetos primero</translation>
    </message>
    <message>
        <source>File is gone</source>
        <translation>El archivo ya no está</translation>
    </message>
    <message>
        <source>Labelled</source>
        <translation>Etiquetada</translation>
    </message>
    <message>
        <source>Most objects first</source>
        <translation>Más objetos primero</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Nueva</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>Más nuevas primero</translation>
    </message>
    <message>
        <source>Order found</source>
        <translation>Orden de hallazgo</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Omitida</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Prueba</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Aprendizaje</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validación</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Verificada</translation>
    </message>
</context>
<context>
    <name>WorkRow</name>
    <message>
        <source>Progress of the export</source>
        <translation>Avance de la exportación</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Parar</translation>
    </message>
    <message>
        <source>Stop the export</source>
        <translation>Parar la exportación</translation>
    </message>
</context>
<context>
    <name>Workspace</name>
    <message>
        <source>Export</source>
        <translation>Exportar</translation>
    </message>
    <message>
        <source>Find pictures or actions</source>
        <translation>Buscar imágenes o acciones</translation>
    </message>
    <message>
        <source>Go to {place}</source>
        <translation>Ir a {place}</translation>
    </message>
    <message>
        <source>Inside</source>
        <translation>Por dentro</translation>
    </message>
    <message>
        <source>Lab</source>
        <translation>Laboratorio</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Etiquetar</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>Lecciones</translation>
    </message>
    <message>
        <source>Next panel</source>
        <translation>Panel siguiente</translation>
    </message>
    <message>
        <source>Propose on all pictures to do</source>
        <translation>Proponer en todas las imágenes por hacer</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Rehacer</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Resultados</translation>
    </message>
    <message>
        <source>There is no trained run yet.</source>
        <translation>Aún no hay ningún entrenamiento hecho.</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Entrenar</translation>
    </message>
    <message>
        <source>Train first; then it can propose boxes for the rest.</source>
        <translation>Entrena primero; después podrá proponer cajas para el resto.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>What is this?</source>
        <translation>¿Qué es esto?</translation>
    </message>
</context>
</TS>
