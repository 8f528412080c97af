package mando.deploy.cli;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mando.deploy.ConfigurationWatch;
import mando.deploy.Daemon;
import mando.deploy.Installation;
import mando.device.configuration.Configuration;
import mando.device.configuration.ConfigurationReader;
import mando.device.configuration.ConfigurationReader.Drivers;
import mando.device.gpio.Board;
import mando.speech.AudioSource;
import org.tinylog.Logger;
import picocli.CommandLine.Command;

@Command(name = "run", mixinStandardHelpOptions = true, description = "The daemon: what the systemd unit starts.")
final class RunCommand extends MandoCommand {

    private static final long STOP_SECONDS = 8;

    RunCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() {
        // Asked while it starts, it must not die of it; what changes meanwhile is seen by the watch.
        Hangup.handle(() -> {});
        Path file = configurationFile();
        String text = ConfigurationReader.text(file);
        Configuration configuration = ConfigurationReader.parse(text, file.toString(), Drivers.REQUIRED);
        var stopped = new CountDownLatch(1);
        try (var daemon = Daemon.open(installation(), configuration, Board.open(), _ -> {}, _ -> {});
                var watch = ConfigurationWatch.start(file, text, ConfigurationWatch.LOOK_EVERY, daemon::reload)) {
            Hangup.handle(watch::reread);
            listenUntilStopped(daemon, daemon.microphone(true), stopped);
        } finally {
            stopped.countDown();
        }
        return 0;
    }

    /** SIGTERM ends the sound; then what is being done is finished and every line returns to its initial level. */
    private static void listenUntilStopped(Daemon daemon, AudioSource microphone, CountDownLatch stopped) {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("mando-stop").unstarted(() -> {
            microphone.close();
            try {
                if (!stopped.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                    Logger.warn("Stopping took longer than {} s", STOP_SECONDS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        try {
            daemon.attend(microphone);
        } finally {
            microphone.close();
        }
    }
}
