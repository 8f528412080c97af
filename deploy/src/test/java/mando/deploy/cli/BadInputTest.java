package mando.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.moquette.broker.Server;
import io.moquette.broker.config.IConfig;
import io.moquette.broker.config.MemoryConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import mando.deploy.Installation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people get wrong gives one clear sentence and exit code 2. */
class BadInputTest {

    private static final Path MODELS = Path.of("../models").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    private record Run(int exitCode, String out, String error) {}

    private Run run(Path models, String... arguments) {
        var commandLine = CommandLineInterface
                .of(new Installation(models, folder.resolve("cache"), folder.resolve("none.yaml")));
        var out = new StringWriter();
        var error = new StringWriter();
        commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(error));
        int exitCode = commandLine.execute(arguments);
        return new Run(exitCode, out.toString(), error.toString());
    }

    private String configuration(String yaml) throws IOException {
        Path file = folder.resolve("mando.yaml");
        Files.writeString(file, yaml);
        return file.toString();
    }

    private static final String LAMP = """
            devices:
              - name: lamp
                type: light
                gpio: {pin: 17}
            """;

    private static void assertOneSentence(Run run, String... parts) {
        assertThat(run.exitCode).as(run.error).isEqualTo(2);
        assertThat(run.error.strip().lines()).hasSize(1);
        assertThat(run.error).contains(parts).doesNotContain("Exception", "\tat ");
        assertThat(run.out).isEmpty();
    }

    @Test
    void anUnknownKeyIsNamedWithItsLine() throws IOException {
        assertOneSentence(
                run(MODELS, "say", "--config", configuration(LAMP.replace("gpio: {pin", "gpio: {pni")), "lamp on"),
                "mando.yaml:4",
                "unknown key 'pni'", "did you mean 'pin'", "mando.yaml:4");
    }

    @Test
    void aPinUsedTwiceIsNamedWithBothDevices() throws IOException {
        String yaml = LAMP + """
                  - name: pump
                    type: switch
                    gpio: {pin: 17}
                """;
        assertOneSentence(run(MODELS, "say", "--config", configuration(yaml), "lamp on"), "mando.yaml:7", "pin 17",
                "pump", "lamp");
    }

    @Test
    void aNameThatCannotBePronouncedIsNamed() throws IOException {
        String yaml = LAMP.replace("name: lamp", "name: 灯 lamp");
        assertOneSentence(run(MODELS, "transcribe", "--config", configuration(yaml), "x.wav"), "灯",
                "cannot be pronounced");
    }

    @Test
    void aMissingConfigurationIsNamed() {
        assertOneSentence(run(MODELS, "devices", "--config", folder.resolve("nowhere.yaml").toString()), "nowhere.yaml",
                "does not exist");
    }

    @Test
    void aFileThatIsNoWavIsNamed() throws IOException {
        Path file = folder.resolve("song.wav");
        Files.writeString(file, "this is no sound");
        assertOneSentence(run(MODELS, "transcribe", "--config", configuration(LAMP), file.toString()), "song.wav",
                "not a WAV file");
    }

    @Test
    void aMissingSpeechModelIsNamed() throws IOException {
        assertOneSentence(run(folder.resolve("models"), "transcribe", "--config", configuration(LAMP), "x.wav"),
                "speech-en");
    }

    @Test
    void aDamagedIntentModelIsNamedAndNothingActs() throws IOException {
        Path models = Files.createDirectories(folder.resolve("models/intent-en")).getParent();
        byte[] whole = Files.readAllBytes(MODELS.resolve("intent-en/intent.gguf"));
        Files.write(models.resolve("intent-en/intent.gguf"), Arrays.copyOf(whole, whole.length / 2));
        Files.copy(MODELS.resolve("intent-en/nouns.tsv"), models.resolve("intent-en/nouns.tsv"));
        assertOneSentence(run(models, "say", "--config", configuration(LAMP), "turn on the lamp"), "intent.gguf",
                "cut off");
    }

    @Test
    void whatIsNoAdapterIsNamed() {
        String model = MODELS.resolve("intent-en/intent.gguf").toString();
        assertOneSentence(run(MODELS, "chat", "--lora", folder.resolve("none.gguf").toString(), model), "none.gguf",
                "no such file");
        assertOneSentence(run(MODELS, "chat", "--lora", model, model), "intent.gguf", "no LoRA adapter");
    }

    @Test
    void aModelThatIsNotThereYetSaysHowToBuildIt() throws IOException {
        assertOneSentence(
                run(MODELS, "transcribe", "--speech-model", "sphinx-en-us", "--config", configuration(LAMP), "x.wav"),
                "mando model build sphinx-en-us");
    }

    @Test
    void aFolderThatIsNoSpeechModelSaysWhatItLacks() throws IOException {
        String lamp = configuration(LAMP);
        assertOneSentence(run(MODELS, "model", "check", folder.toString(), "--config", lamp), "graph/HCLG.fst",
                "graph/HCLr.fst");
        for (String file : List.of("am/final.mdl", "conf/mfcc.conf", "graph/HCLG.fst")) {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.createFile(folder.resolve(file));
        }

        Run run = run(MODELS, "model", "check", folder.toString(), "--config", lamp);

        assertThat(run.exitCode).isEqualTo(1);
        assertThat(run.out).contains("a static graph (graph/HCLG.fst)",
                "It lacks conf/model.conf, graph/phones/word_boundary.int, graph/words.txt");
        assertThat(run(MODELS, "model", "check", "own", "--config", lamp).exitCode).isZero();
    }

    @Test
    void aBrokerThatRefusesIsNamedAndNothingActs() throws IOException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        var properties = new Properties();
        properties.setProperty(IConfig.HOST_PROPERTY_NAME, "127.0.0.1");
        properties.setProperty(IConfig.PORT_PROPERTY_NAME, Integer.toString(port));
        properties.setProperty(IConfig.ALLOW_ANONYMOUS_PROPERTY_NAME, "false");
        properties.setProperty(IConfig.PERSISTENCE_ENABLED_PROPERTY_NAME, "false");
        properties.setProperty(IConfig.ENABLE_TELEMETRY_NAME, "false");
        var broker = new Server();
        broker.startServer(new MemoryConfig(properties));
        try {
            String yaml = LAMP + "mqtt: {host: 127.0.0.1, port: " + port + "}\n";
            assertOneSentence(run(MODELS, "say", "--config", configuration(yaml), "turn on the lamp"),
                    "127.0.0.1:" + port);
        } finally {
            broker.stopServer();
        }
    }

    @Test
    void casesThatAreNoneAreNamedWithTheirLine() throws IOException {
        Path cases = folder.resolve("cases.jsonl");
        Files.writeString(cases, "{\"text\":\"lamp on\"}\n{\"txt\":1}\n");
        assertOneSentence(run(MODELS, "eval", "--config", configuration(LAMP), cases.toString()), "cases.jsonl:2");
    }

    @Test
    void anUnknownCommandShowsUsage() {
        Run run = run(MODELS, "dance");
        assertThat(run.exitCode).isEqualTo(2);
        assertThat(run.error).contains("dance");
    }
}
