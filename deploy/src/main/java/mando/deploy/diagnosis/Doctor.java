package mando.deploy.diagnosis;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.Line;
import javax.sound.sampled.SourceDataLine;
import mando.deploy.Installation;
import mando.device.configuration.Configuration;
import mando.device.configuration.ConfigurationReader;
import mando.device.configuration.ConfigurationReader.Drivers;
import mando.device.gpio.GpioSurvey;
import mando.device.gpio.LineHolders;
import mando.device.mqtt.BrokerVisit;
import mando.inference.kernel.Kernels;
import mando.speech.capture.MicrophoneSample;
import mando.speech.capture.MicrophoneSource;

/** All checks of this machine, in the order in which they are made. */
public final class Doctor {

    /** What a machine is looked at with where its configuration cannot be used: all that has defaults. */
    private static final String NO_HOME = "devices: []";

    private Doctor() {}

    /**
     * The checks of this machine. Where the configuration cannot be used, those of the names, pins and broker are left out.
     *
     * @param configuration the file
     * @param root of the file system
     * @param environment of the process: {@code PATH}
     */
    public static List<Check> checks(Installation installation, Path configuration, Path root,
            Map<String, String> environment) {
        var files = new SystemFiles(root);
        String path = environment.getOrDefault("PATH", "");
        var programs = new Programs(path);
        GpioSurvey survey = GpioSurvey.of(root);
        var configured = new ConfigurationCheck(configuration);
        Optional<Configuration> own = configured.configuration();
        Configuration home = own
                .orElseGet(() -> ConfigurationReader.parse(NO_HOME, configuration.toString(), Drivers.OPTIONAL));
        var checks = new ArrayList<Check>();
        checks.add(configured);
        checks.add(new BoardCheck(survey, files, System.getProperty("os.arch")));
        checks.add(new PowerCheck(files, programs));
        checks.add(new ProcessorCheck(files, Kernels.choose(), Kernels.widestBits(),
                Runtime.getRuntime().availableProcessors()));
        checks.add(new MemoryCheck(files));
        checks.add(new StorageCheck(installation.cache(), folder -> Files.getFileStore(folder).getUsableSpace()));
        checks.add(new ClockCheck(files, programs, Clock.system(ZoneId.systemDefault()),
                List.of(configuration, installation.intentModel().resolve("intent.gguf"))));
        checks.add(new UserCheck(files, System.getProperty("user.name"),
                survey.raspberryPi() ? List.of("audio", "gpio") : List.of("audio")));
        if (own.isPresent()) {
            checks.add(new GpioCheck(survey, LineHolders.ofThisMachine(), GpioCheck.pins(home)));
            checks.add(new BrokerCheck(home.mqtt(), ProcessHandle.current().pid(), BrokerVisit::of));
        }
        checks.add(new MicrophoneCheck(home.speech().microphone(), MicrophoneSource::devices, MicrophoneSample::take));
        checks.add(new VoiceCheck(home.responses(), path,
                () -> AudioSystem.isLineSupported(new Line.Info(SourceDataLine.class))));
        checks.add(new SpeechModelCheck(installation, home));
        checks.add(new WakeWordCheck(installation, home.wake()));
        checks.add(new IntentModelCheck(installation, home));
        if (own.isPresent()) {
            checks.add(new NamesCheck(installation, home));
        }
        return List.copyOf(checks);
    }
}
