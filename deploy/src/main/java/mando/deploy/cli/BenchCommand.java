package mando.deploy.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import mando.deploy.Daemon;
import mando.deploy.Installation;
import mando.deploy.Listener;
import mando.deploy.Turn;
import mando.deploy.demo.Demo;
import mando.deploy.demo.EmbeddedBroker;
import mando.deploy.evaluation.Percentiles;
import mando.device.gpio.VirtualBoard;
import mando.speech.AudioSource;
import mando.speech.WavSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "bench", mixinStandardHelpOptions = true, description = "Latency, throughput and memory on this machine, with the demo's recordings.")
final class BenchCommand extends MandoCommand {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(names = "--rounds", description = "how often each recording is played after one warm-up (default: ${DEFAULT-VALUE})")
    private int rounds = 5;
    @Option(names = "--model", paramLabel = "MODEL.gguf", description = "measure the inference engine on this model instead")
    private Path model;
    @Mixin
    private LoraOptions lora;
    @Option(names = "--prompt", description = "with --model: tokens read at once (default: ${DEFAULT-VALUE})")
    private int promptTokens = 64;
    @Option(names = "--decode", description = "with --model: tokens read one by one (default: ${DEFAULT-VALUE})")
    private int decodeTokens = 64;
    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    BenchCommand(Installation installation) {
        super(installation);
    }

    @Override
    public Integer call() {
        if (model != null) {
            print(ModelBench.run(model, lora, rounds, promptTokens, decodeTokens).put("residentMegabytes",
                    residentMegabytes()));
            return 0;
        }
        var turns = new ArrayList<Turn>();
        long listening;
        double audioSeconds = 0;
        double recognitionSeconds = 0;
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                Daemon daemon = Daemon.open(installation(), Demo.home(broker), new VirtualBoard(), _ -> {},
                        turns::add)) {
            listening = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
            for (int round = 0; round <= rounds; round++) {
                if (round == 1) {
                    turns.clear();
                    audioSeconds = 0;
                    recognitionSeconds = 0;
                }
                for (String name : Demo.commandRecordings()) {
                    long started = System.nanoTime();
                    try (var source = new WavSource(Demo.recording(name))) {
                        audioSeconds += source.durationSeconds();
                        daemon.listen(source);
                    }
                    recognitionSeconds += (System.nanoTime() - started) / 1e9;
                }
            }
        }
        report(turns, listening, recognitionSeconds / audioSeconds);
        return 0;
    }

    /** How long the end of each command is waited for, from its last word on. */
    private List<Listener.End> waits(boolean early) {
        var ends = new ArrayList<Listener.End>();
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                Daemon daemon = Daemon.open(installation(),
                        Demo.home(broker, "speech: {early: " + early + "}\n"), new VirtualBoard(), _ -> {}, _ -> {},
                        ends::add)) {
            for (String name : Demo.commandRecordings()) {
                try (var source = new FollowedByQuiet(new WavSource(Demo.recording(name)))) {
                    daemon.listen(source);
                }
            }
        }
        return ends;
    }

    /** A recording, then two seconds of a quiet room, in which the end of what was said is found. */
    private static final class FollowedByQuiet implements AudioSource {

        private static final int QUIET = 2 * SAMPLE_RATE;
        private static final double DEVIATION = 5;

        private final AudioSource recording;
        private final Random random = new Random(1);
        private int left = QUIET;

        FollowedByQuiet(AudioSource recording) {
            this.recording = recording;
        }

        @Override
        public int read(short[] samples) {
            int count = recording.read(samples);
            if (count > 0 || left == 0) {
                return count;
            }
            int quiet = Math.min(left, samples.length);
            for (int i = 0; i < quiet; i++) {
                samples[i] = (short) Math.round(random.nextGaussian() * DEVIATION);
            }
            left -= quiet;
            return quiet;
        }

        @Override
        public void close() {
            recording.close();
        }
    }

    private void report(List<Turn> turns, long listening, double realTimeFactor) {
        Percentiles total = Percentiles.of(turns.stream().map(turn -> turn.millis().total()).toList());
        Percentiles interpret = Percentiles.of(turns.stream().map(turn -> turn.millis().interpret()).toList());
        long tokens = turns.stream()
                .mapToLong(turn -> turn.interpretation().promptTokens() + turn.interpretation().outputTokens()).sum();
        double seconds = turns.stream().mapToDouble(turn -> turn.millis().interpret()).sum() / 1000;
        ObjectNode result = JSON.createObjectNode().put("utterances", turns.size())
                .put("startToListeningMillis", listening)
                .put("tokensPerSecond", Math.round(tokens / seconds))
                .put("realTimeFactor", Math.round(realTimeFactor * 1000) / 1000.0)
                .put("residentMegabytes", residentMegabytes());
        put(result.putObject("endOfSpeechToActuationMillis"), total);
        put(result.putObject("interpretMillis"), interpret);
        putWaits(result.putObject("endOfSpeechToCommitMillis"), waits(true));
        putWaits(result.putObject("endOfSpeechToCommitWithoutEarlyMillis"), waits(false));
        print(result);
    }

    private void print(ObjectNode result) {
        if (json) {
            out().println(result);
        } else {
            result.properties()
                    .forEach(entry -> out().printf(Locale.ROOT, "%-30s %s%n", entry.getKey(), entry.getValue()));
        }
    }

    private static void putWaits(ObjectNode node, List<Listener.End> ends) {
        put(node, Percentiles.of(ends.stream().map(end -> end.waitedSeconds() * 1_000).toList()));
        node.put("mean", rounded(ends.stream().mapToDouble(end -> end.waitedSeconds() * 1_000).average().orElse(0)))
                .put("commands", ends.size()).put("early", ends.stream().filter(Listener.End::early).count());
    }

    private static void put(ObjectNode node, Percentiles percentiles) {
        node.put("p50", rounded(percentiles.p50())).put("p95", rounded(percentiles.p95())).put("p99",
                rounded(percentiles.p99()));
    }

    private static double rounded(double millis) {
        return Math.round(millis * 10) / 10.0;
    }

    private static long residentMegabytes() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream().filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024).findFirst().orElse(-1);
        } catch (IOException e) {
            return -1;
        }
    }
}
