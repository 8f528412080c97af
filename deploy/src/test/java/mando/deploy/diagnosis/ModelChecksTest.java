package mando.deploy.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import mando.deploy.Installation;
import mando.device.configuration.Configuration;
import mando.device.configuration.ConfigurationReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped models, and what is missing or damaged of them. */
class ModelChecksTest {

    private static final Path MODELS = Path.of("../models").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    private Installation installation(Path models) {
        return new Installation(models, folder.resolve("cache"), folder.resolve("none.yaml"));
    }

    private static Configuration home(String yaml) {
        return ConfigurationReader.parse("devices:\n  - {name: lamp, type: light}\n" + yaml, "test",
                ConfigurationReader.Drivers.OPTIONAL);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> below = Files.walk(from)) {
            for (Path path : below.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                Files.createDirectories(target.getParent());
                Files.copy(path, target);
            }
        }
    }

    /** A model as others ship them: the weights and settings of ours, and graphs of their own. */
    private Path downloaded(String... graphs) throws IOException {
        Path model = folder.resolve("downloaded");
        for (String part : List.of("am", "conf", "graph")) {
            copy(MODELS.resolve("speech-en").resolve(part), model.resolve(part));
        }
        for (String graph : graphs) {
            Files.write(model.resolve("graph").resolve(graph), new byte[16]);
        }
        return model;
    }

    private Finding speech(Path models, String model) throws IOException {
        return new SpeechModelCheck(installation(models), home("speech: {model: " + model + "}\n")).look();
    }

    @Test
    void ourSpeechModelIsBuiltAndLoadedAndNothingIsLeft() throws IOException {
        assertThat(speech(MODELS, "own")).isInstanceOfSatisfying(Finding.Ok.class, ok -> {
            assertThat(ok.found()).startsWith("own (11 MB, ").contains("it learns any name");
            assertThat(ok.facts().values()).containsEntry("kind", "lexicon").containsKeys("sha256", "readyMillis");
        });
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aSpeechModelThatIsNotThereIsAFault() throws IOException {
        assertThat(speech(MODELS, folder.resolve("nowhere").toString())).isInstanceOfSatisfying(Finding.Fault.class,
                fault -> assertThat(fault.remedy()).contains("download"));
        assertThat(speech(MODELS, "sphinx-en-us")).isInstanceOfSatisfying(Finding.Fault.class,
                fault -> assertThat(fault.found()).contains("mando model build sphinx-en-us"));
    }

    @Test
    void aDamagedSpeechModelIsAFault() throws IOException {
        copy(MODELS.resolve("speech-en"), folder.resolve("models/speech-en"));
        Path weights = folder.resolve("models/speech-en/am/final.mdl");
        Files.write(weights, new byte[100]);

        assertThat(speech(folder.resolve("models"), "own")).isInstanceOfSatisfying(Finding.Fault.class, fault -> {
            assertThat(fault.found()).contains("final.mdl", "damaged");
            assertThat(fault.facts().values()).containsEntry("bytes", 100L);
        });
    }

    @Test
    void theKindOfADownloadedModelIsToldEvenIfItIsDamaged() throws IOException {
        assertThat(speech(MODELS, downloaded("HCLG.fst").toString()).facts().values()).containsEntry("kind", "static");
        Files.delete(folder.resolve("downloaded/graph/HCLG.fst"));
        Files.write(folder.resolve("downloaded/graph/HCLr.fst"), new byte[16]);
        assertThat(speech(MODELS, folder.resolve("downloaded").toString())).isInstanceOfSatisfying(
                Finding.Fault.class,
                fault -> assertThat(fault.facts().values()).containsEntry("kind", "dynamic"));
    }

    @Test
    void theIntentModelReadsTheHome() throws IOException {
        assertThat(new IntentModelCheck(installation(MODELS), home("")).look()).isInstanceOfSatisfying(
                Finding.Ok.class, ok -> assertThat(ok.found()).startsWith("mando-intent-en (").contains("ready in"));
    }

    @Test
    void withoutTheModelOfRepliesTemplatesTell() throws IOException {
        Path models = folder.resolve("models");
        copy(MODELS.resolve("intent-en"), models.resolve("intent-en"));
        Files.delete(models.resolve("intent-en/reply.gguf"));

        assertThat(new IntentModelCheck(installation(models), home("")).look()).isInstanceOfSatisfying(
                Finding.Warning.class, warning -> assertThat(warning.found()).contains("reply.gguf", "templates"));
    }

    @Test
    void aMissingOrDamagedIntentModelIsAFault() throws IOException {
        Path models = folder.resolve("models");
        var check = new IntentModelCheck(installation(models), home(""));
        assertThat(check.look()).isInstanceOfSatisfying(Finding.Fault.class,
                fault -> assertThat(fault.found()).endsWith("intent.gguf is missing"));

        byte[] whole = Files.readAllBytes(MODELS.resolve("intent-en/intent.gguf"));
        Files.createDirectories(models.resolve("intent-en"));
        Files.write(models.resolve("intent-en/intent.gguf"), Arrays.copyOf(whole, whole.length / 2));
        assertThat(check.look()).isInstanceOfSatisfying(Finding.Fault.class,
                fault -> assertThat(fault.found()).contains("cut off"));
    }

    @Test
    void theWakeWordsModelIsBuiltWhereThereAreWakeWords() throws IOException {
        assertThat(new WakeWordCheck(installation(MODELS), home("wake: {mode: word, words: [computer]}\n").wake())
                .look()).isInstanceOfSatisfying(Finding.Ok.class,
                        ok -> assertThat(ok.found()).startsWith("\"computer\", ready in "));
        assertThat(new WakeWordCheck(installation(folder), home("").wake()).look().found()).isEqualTo(
                "none is configured");
        assertThat(new WakeWordCheck(installation(folder), home("wake: {mode: word, words: [computer]}\n").wake())
                .look()).isInstanceOf(Finding.Fault.class);
    }
}
