package mando.speech.speaking;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Text to sound by a program, eSpeak NG or Piper, a process for each text. The text goes through its standard input, never through a shell or an
 * argument, and without the brackets that eSpeak NG takes for phoneme codes. What takes too long, or grows too large, is an error.
 */
public final class Synthesizer {

    /** What is longer is cut at a word. */
    static final int MAX_CHARACTERS = 500;
    /** Of sound: a minute and a half at 22 kHz. */
    private static final int MAX_BYTES = 4 << 20;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int WORDS_PER_MINUTE = 160;
    private static final int WAV_HEADER_BYTES = 44;
    private static final int WAV_RATE_OFFSET = 24;
    private static final Pattern VOICE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9+_-]{0,63}");
    private static final Pattern UNSPEAKABLE = Pattern.compile("[\\p{Cntrl}\\p{Cs}\\[\\]\\s]+");
    private static final Pattern PIPER_RATE = Pattern.compile("\"sample_rate\"\\s*:\\s*(\\d{4,6})");

    private final List<String> command;
    /** 0 where the program writes a WAV header that says it. */
    private final int sampleRateHz;
    private final Duration timeout;

    Synthesizer(List<String> command, int sampleRateHz, Duration timeout) {
        this.command = List.copyOf(command);
        this.sampleRateHz = sampleRateHz;
        this.timeout = timeout;
    }

    /**
     * Looks for eSpeak NG.
     *
     * @param path folders as in {@code PATH}
     * @param voice as {@code espeak-ng --voices} names it, such as {@code en-us}
     * @return nothing where it is not installed
     * @throws IllegalArgumentException where that cannot be a voice's name
     */
    public static Optional<Synthesizer> espeak(String path, String voice) {
        if (!VOICE.matcher(voice).matches()) {
            throw new IllegalArgumentException(
                    "\"" + voice + "\" is not the name of an eSpeak NG voice; espeak-ng --voices lists them");
        }
        return program(path, "espeak-ng").map(program -> new Synthesizer(List.of(program.toString(), "-v", voice, "-s",
                Integer.toString(WORDS_PER_MINUTE), "-b", "1", "--stdin", "--stdout"), 0, TIMEOUT));
    }

    /**
     * Looks for Piper.
     *
     * @param model a voice: an {@code .onnx} file beside its {@code .onnx.json}
     * @return nothing where the program or the voice is not there
     */
    public static Optional<Synthesizer> piper(String path, Path model) {
        Path settings = model.resolveSibling(model.getFileName() + ".json");
        if (!Files.isReadable(model) || !Files.isReadable(settings)) {
            return Optional.empty();
        }
        try {
            Matcher rate = PIPER_RATE.matcher(Files.readString(settings));
            if (!rate.find()) {
                return Optional.empty();
            }
            int hertz = Integer.parseInt(rate.group(1));
            return program(path, "piper").map(program -> new Synthesizer(
                    List.of(program.toString(), "--model", model.toAbsolutePath().toString(), "--output-raw"), hertz,
                    TIMEOUT));
        } catch (IOException e) {
            throw new UncheckedIOException(settings + " cannot be read", e);
        }
    }

    private static Optional<Path> program(String path, String name) {
        return Stream.of(path.split(File.pathSeparator)).filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, name)).filter(Files::isExecutable).findFirst();
    }

    /** One line, not too long; empty where nothing is left to say. */
    static String speakable(String text) {
        String line = UNSPEAKABLE.matcher(text).replaceAll(" ").strip();
        if (line.length() <= MAX_CHARACTERS) {
            return line;
        }
        int space = line.lastIndexOf(' ', MAX_CHARACTERS);
        return line.substring(0, space > 0 ? space : MAX_CHARACTERS);
    }

    /** The program, for a message. */
    public String program() {
        return command.getFirst();
    }

    /**
     * Makes sound of a text.
     *
     * @param line one line, such as {@link #speakable} makes of a text
     * @throws IOException where the program fails, writes no sound or takes too long
     */
    public Clip synthesize(String line) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try {
            var output = CompletableFuture.supplyAsync(() -> read(process.getInputStream()),
                    task -> Thread.ofVirtual().start(task));
            // Shorter than the pipe's buffer, so that this does not wait for a process that does not read.
            try (OutputStream input = process.getOutputStream()) {
                input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
            byte[] bytes = output.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
                throw new IOException("it failed");
            }
            return clip(bytes);
        } catch (TimeoutException e) {
            throw new IOException("it did not finish within " + timeout.toMillis() + " ms", e);
        } catch (ExecutionException | CompletionException e) {
            throw new IOException(e.getCause() == null ? e.getMessage() : e.getCause().getMessage(), e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static byte[] read(InputStream input) {
        try {
            var bytes = new ByteArrayOutputStream();
            byte[] block = new byte[8_192];
            int count;
            while ((count = input.read(block)) > 0) {
                bytes.write(block, 0, count);
                if (bytes.size() > MAX_BYTES) {
                    throw new IOException("its sound is too long");
                }
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private Clip clip(byte[] bytes) throws IOException {
        int header = sampleRateHz == 0 ? WAV_HEADER_BYTES : 0;
        if (bytes.length <= header) {
            throw new IOException("it wrote no sound");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int rate = header == 0 ? sampleRateHz : buffer.getInt(WAV_RATE_OFFSET);
        var samples = new short[(bytes.length - header) / Short.BYTES];
        buffer.position(header).asShortBuffer().get(samples);
        return new Clip(samples, rate);
    }
}
