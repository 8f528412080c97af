package mando.speech.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our files held against those of OpenFst's own programs. */
class FstFileTest {

    private static final int LABELS = 12;

    @TempDir
    private Path folder;

    private final Fst fst = RandomFst.of(11, 80, LABELS);
    private OpenFst tools;

    @BeforeEach
    void compile() throws IOException {
        tools = OpenFst.installed(folder);
        Files.writeString(folder.resolve("text"), OpenFst.text(fst));
    }

    @Test
    void constantFileIsReadAsTheSameTransducer() throws Exception {
        Files.write(folder.resolve("ours"), FstFile.constant(fst, FstFile.Order.INPUT));
        tools.run(
                "fstcompile --keep_state_numbering text | fstarcsort --sort_type=ilabel | fstconvert --fst_type=const > theirs");
        tools.run("fstprint ours | sort > ours.text; fstprint theirs | sort > theirs.text");
        tools.run(
                "fstinfo ours | grep -E '^(fst type|arc type|# of states|# of arcs|initial state|input label sorted)' "
                        + "> ours.info; fstinfo theirs | grep -E "
                        + "'^(fst type|arc type|# of states|# of arcs|initial state|input label sorted)' > theirs.info");

        assertThat(folder.resolve("ours.text")).hasSameTextualContentAs(folder.resolve("theirs.text"));
        assertThat(folder.resolve("ours.info")).hasSameTextualContentAs(folder.resolve("theirs.info"));
        assertThat(folder.resolve("ours")).hasSize(Files.size(folder.resolve("theirs")));
    }

    @Test
    void acceptorSaysSo() throws Exception {
        var acceptor = new Fst();
        int start = acceptor.addState();
        acceptor.addArc(start, 3, 3, 0.5, start);
        acceptor.addArc(start, 0, 0, 1, start);
        acceptor.setFinal(start, 0);
        Files.write(folder.resolve("ours"), FstFile.constant(acceptor, FstFile.Order.INPUT));
        tools.run("fstinfo ours | grep -E '^(acceptor|output label sorted) +y$'");

        assertThat(folder.resolve("output")).content().hasLineCount(2);
    }

    @Test
    void lookaheadFileKeepsTheTransducer() throws Exception {
        tools.needLookahead();
        Files.write(folder.resolve("ours"), lookahead());
        tools.run("fstconvert --fst_type=vector ours | fstprint | sort > ours.text");
        tools.run("fstcompile --keep_state_numbering text | fstprint | sort > theirs.text");
        tools.run("fstinfo ours | grep -E '^(fst type +olabel_lookahead|output label sorted +y)$'");

        assertThat(folder.resolve("ours.text")).hasSameTextualContentAs(folder.resolve("theirs.text"));
        assertThat(folder.resolve("output")).content().hasLineCount(2);
    }

    @Test
    void lookaheadNamesTheSameWordsForEveryStateAsOpenFst() throws Exception {
        tools.needLookahead();
        Files.write(folder.resolve("ours"), lookahead());
        tools.run(
                "fstcompile --keep_state_numbering text | fstarcsort --sort_type=olabel | fstconvert --fst_type=olabel_lookahead "
                        + "--save_relabel_opairs=relabelled > theirs");
        Map<Integer, Integer> original = new HashMap<>();
        for (String line : Files.readAllLines(folder.resolve("relabelled"))) {
            String[] pair = line.split("\\s+");
            original.put(Integer.valueOf(pair[1]), Integer.valueOf(pair[0]));
        }
        List<Set<Integer>> ours = reachable(folder.resolve("ours"), LABELS + 1, Map.of());

        assertThat(ours).isEqualTo(reachable(folder.resolve("theirs"), -1, original));
        assertThat(ours).anySatisfy(labels -> assertThat(labels).hasSizeBetween(1, LABELS - 1));
    }

    private byte[] lookahead() {
        return FstFile.outputLookahead(fst, LabelReachability.of(fst, LABELS + 1), LABELS + 1);
    }

    /** Reads the add-on at the file's end, by label-reachable.h and interval-set.h; the final label becomes 0. */
    private static List<Set<Integer>> reachable(Path file, int finalLabel, Map<Integer, Integer> original)
            throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        skipHeader(bytes);
        bytes.getInt();
        long[] size = skipHeader(bytes);
        bytes.position(bytes.position() + (int) (size[0] * 20 + size[1] * 16));
        assertThat(bytes.get()).as("add-ons").isEqualTo((byte) 1);
        assertThat(bytes.get()).as("of input labels").isZero();
        assertThat(bytes.get()).as("of output labels").isEqualTo((byte) 1);
        assertThat(bytes.get()).as("reach input").isZero();
        boolean numbersKept = bytes.get() != 0;
        if (numbersKept) {
            bytes.position(bytes.position() + 8 * (int) bytes.getLong());
        }
        int last = bytes.getInt();
        if (finalLabel >= 0) {
            assertThat(last).isEqualTo(finalLabel);
        }
        var sets = new ArrayList<Set<Integer>>();
        for (long states = bytes.getLong(); states > 0; states--) {
            var intervals = new int[2 * (int) bytes.getLong()];
            for (int i = 0; i < intervals.length; i++) {
                intervals[i] = bytes.getInt();
            }
            Set<Integer> labels = LabelReachabilityTest.labels(intervals);
            assertThat(bytes.getInt()).as("count").isIn(labels.size(), -1);
            sets.add(labels.stream().map(label -> label == last ? 0 : original.getOrDefault(label, label))
                    .collect(Collectors.toSet()));
        }
        assertThat(bytes.hasRemaining()).isFalse();
        return sets;
    }

    /** The numbers of states and arcs. */
    private static long[] skipHeader(ByteBuffer bytes) {
        bytes.getInt();
        for (int i = 0; i < 2; i++) {
            var name = new byte[bytes.getInt()];
            bytes.get(name);
            assertThat(new String(name, StandardCharsets.US_ASCII)).matches("[a-z_]+");
        }
        bytes.getInt();
        assertThat(bytes.getInt()).as("flags").isZero();
        bytes.getLong();
        bytes.getLong();
        return new long[]{ bytes.getLong(), bytes.getLong()};
    }
}
