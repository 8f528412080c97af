package mando.deploy.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mando.deploy.Installation;
import mando.deploy.Listener;
import mando.device.configuration.ConfigurationReader;
import mando.speech.AudioSource;
import mando.speech.PcmSource;
import mando.speech.Transcript;
import mando.speech.WavSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "transcribe", mixinStandardHelpOptions = true, description = "Speech to text only.")
final class TranscribeCommand extends MandoCommand {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    private SpeechOptions speech;
    @Option(names = "--json", description = "one JSON object a file")
    private boolean json;
    @Parameters(arity = "1..*", paramLabel = "FILE.wav", description = "recordings; - is standard input, raw 16 kHz 16-bit mono")
    private List<Path> files;

    TranscribeCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() {
        try (var model = speech.open(installation(), configuration(ConfigurationReader.Drivers.OPTIONAL))) {
            var listener = new Listener(model, _ -> {});
            for (Path file : files) {
                var utterances = new ArrayList<Transcript>();
                try (AudioSource source = file.toString().equals("-")
                        ? new PcmSource(System.in)
                        : new WavSource(file)) {
                    listener.listen(source, (transcript, _) -> utterances.add(transcript));
                }
                String text = String.join(" ", utterances.stream().map(Transcript::text).toList());
                out().println(json ? describe(file, text, utterances) : files.size() > 1 ? file + ": " + text : text);
                out().flush();
            }
        }
        return 0;
    }

    private static ObjectNode describe(Path file, String text, List<Transcript> utterances) {
        ObjectNode node = JSON.createObjectNode().put("file", file.toString()).put("text", text);
        ArrayNode words = node.putArray("words");
        utterances.stream().flatMap(utterance -> utterance.words().stream()).forEach(word -> words.addObject()
                .put("word", word.text()).put("start", word.startSeconds()).put("end", word.endSeconds())
                .put("confidence", word.confidence()));
        return node;
    }
}
