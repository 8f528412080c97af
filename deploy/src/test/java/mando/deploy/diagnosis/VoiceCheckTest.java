package mando.deploy.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import mando.device.configuration.Configuration;
import mando.device.configuration.ConfigurationReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VoiceCheckTest {

    /** 44 bytes of header, the sample rate 22050 in their place, and four of sound. */
    private static final String SPEAK = "cat > /dev/null; printf '%024d'; printf '\\042\\126\\000\\000'; printf '%020d'";

    @TempDir
    private Path root;

    private FakeMachine machine;

    @BeforeEach
    void machine() {
        machine = new FakeMachine(root);
    }

    private static Configuration.Responses responses(String yaml) {
        return ConfigurationReader.parse("devices: []\nresponses: {" + yaml + "}\n", "test",
                ConfigurationReader.Drivers.OPTIONAL).responses();
    }

    private Finding look(String yaml, boolean loudspeaker) throws InterruptedException {
        return new VoiceCheck(responses(yaml), machine.path() + ":/bin:/usr/bin", () -> loudspeaker).look();
    }

    @Test
    void synthesizesAWord() throws InterruptedException {
        machine.withProgram("espeak-ng", SPEAK);

        assertThat(look("speak: true", true)).isInstanceOfSatisfying(Finding.Ok.class, ok -> assertThat(ok.found())
                .startsWith(root.resolve("bin/espeak-ng") + " says \"ok\" at 22050 Hz in "));
        assertThat(look("speak: true", false)).isInstanceOfSatisfying(Finding.Warning.class,
                warning -> assertThat(warning.found()).endsWith("there is no loudspeaker"));
    }

    @Test
    void aProgramThatFailsIsAFault() throws InterruptedException {
        machine.withProgram("espeak-ng", "exit 1");

        assertThat(look("speak: true, voice: xx", true)).isInstanceOfSatisfying(Finding.Fault.class,
                fault -> assertThat(fault.remedy()).contains("responses.voice", "xx"));
    }

    @Test
    void whatCannotBeTheNameOfAVoiceIsAFault() throws InterruptedException {
        assertThat(look("speak: true, voice: '--help'", true)).isInstanceOfSatisfying(Finding.Fault.class,
                fault -> assertThat(fault.found()).contains("--help"));
    }

    @Test
    void noSynthesizerIsAFaultUnlessNothingIsToBeSaid() throws InterruptedException {
        Configuration.Responses speaking = responses("speak: true");

        assertThat(new VoiceCheck(speaking, machine.path(), () -> true).look()).isInstanceOfSatisfying(
                Finding.Fault.class, fault -> assertThat(fault.remedy()).contains("apt install espeak-ng"));
        assertThat(new VoiceCheck(responses("speak: false"), machine.path(), () -> true).look())
                .isInstanceOf(Finding.Ok.class);
    }

    @Test
    void piperThatIsConfiguredAndMissingIsWarnedOf() throws InterruptedException {
        machine.withProgram("espeak-ng", SPEAK);
        Path voice = root.resolve("joe.onnx");
        String yaml = "speak: true, piper_model: " + voice;
        assertThat(look(yaml, true)).isInstanceOfSatisfying(Finding.Warning.class,
                warning -> assertThat(warning.found()).contains("Piper", voice.toString()));

        machine.with("joe.onnx", "").with("joe.onnx.json", "{\"sample_rate\": 22050}").withProgram("piper",
                "cat > /dev/null; echo sound");
        assertThat(look(yaml, true)).isInstanceOfSatisfying(Finding.Ok.class,
                ok -> assertThat(ok.found()).contains("bin/piper", "22050 Hz"));
    }
}
