package mando.deploy.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mando.speech.AudioException;
import mando.speech.capture.MicrophoneSample;
import org.junit.jupiter.api.Test;

class MicrophoneCheckTest {

    private static Finding look(MicrophoneSample sample) {
        return new MicrophoneCheck("default", () -> List.of("Mic [plughw:1,0]"), _ -> sample).look();
    }

    private static Finding refused(List<String> devices) {
        return new MicrophoneCheck("USB mic", () -> devices, device -> {
            throw new AudioException("There is no microphone \"" + device + "\"");
        }).look();
    }

    @Test
    void tellsWhatTheMicrophoneGives() {
        assertThat(look(new MicrophoneSample(48_000, 2, -52.34, false, 0))).isInstanceOfSatisfying(Finding.Ok.class,
                ok -> {
                    assertThat(ok.found()).isEqualTo(
                            "\"default\" of 1 device, 48000 Hz, 2 channels, half a second at -52 dBFS");
                    assertThat(ok.facts().values()).containsEntry("levelDbfs", -52.3).containsEntry("sampleRateHz",
                            48_000);
                });
    }

    @Test
    void digitalSilenceIsAFaultAndDistortionIsWarnedOf() {
        assertThat(look(new MicrophoneSample(16_000, 1, -96, true, 0))).isInstanceOfSatisfying(Finding.Fault.class,
                fault -> assertThat(fault.found()).endsWith("digital silence"));
        assertThat(look(new MicrophoneSample(16_000, 1, -2, false, 9))).isInstanceOfSatisfying(Finding.Warning.class,
                warning -> assertThat(warning.found()).endsWith("distorted at 9 places"));
    }

    @Test
    void aMicrophoneThatCannotBeOpenedIsAFaultThatNamesTheOthers() {
        assertThat(refused(List.of("Webcam"))).isInstanceOfSatisfying(Finding.Fault.class, fault -> {
            assertThat(fault.found()).contains("USB mic");
            assertThat(fault.remedy()).contains("Webcam");
        });
        assertThat(refused(List.of())).isInstanceOfSatisfying(Finding.Fault.class,
                fault -> assertThat(fault.remedy()).contains("arecord -l", "audio"));
    }
}
