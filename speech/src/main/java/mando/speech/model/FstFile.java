package mando.speech.model;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Writes OpenFst's binary files (little-endian): the {@code const} type, and the {@code olabel_lookahead} type, which is a const FST with, for each
 * state, which output labels can come next. The layouts are those of OpenFst's {@code const-fst.h}, {@code add-on.h}, {@code label-reachable.h}
 * and {@code interval-set.h}.
 */
final class FstFile {

    private static final int MAGIC = 2125659606;
    private static final int ADD_ON_MAGIC = 446681434;
    private static final int CONST_VERSION = 2;
    private static final int ADD_ON_VERSION = 1;

    private static final long EXPANDED = 0x1L;
    private static final long ACCEPTOR = 0x10000L;
    private static final long NOT_ACCEPTOR = 0x20000L;
    private static final long INPUT_SORTED = 0x10000000L;
    private static final long OUTPUT_SORTED = 0x40000000L;

    /** By which label a state's arcs are sorted. */
    enum Order {
        INPUT(Fst.Arc::input, INPUT_SORTED), OUTPUT(Fst.Arc::output, OUTPUT_SORTED);

        private final ToIntFunction<Fst.Arc> label;
        private final long property;

        Order(ToIntFunction<Fst.Arc> label, long property) {
            this.label = label;
            this.property = property;
        }
    }

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private FstFile() {}

    /** An FST of the const type. */
    static byte[] constant(Fst fst, Order order) {
        var file = new FstFile();
        file.writeConstant(fst, order);
        return file.bytes.toByteArray();
    }

    /**
     * An FST of the olabel_lookahead type.
     *
     * @param reachable for each state, the output labels that can come next as {@code {begin, end}} pairs, ends exclusive, ascending
     * @param finalLabel the number that stands for "the end" among them
     */
    static byte[] outputLookahead(Fst fst, List<int[]> reachable, int finalLabel) {
        var file = new FstFile();
        file.header("olabel_lookahead", ADD_ON_VERSION, properties(fst, Order.OUTPUT), -1, 0, 0);
        file.int32(ADD_ON_MAGIC);
        file.writeConstant(fst, Order.OUTPUT);
        file.bytes.write(1); // there is an add-on:
        file.bytes.write(0); // nothing for input labels,
        file.bytes.write(1); // something for output labels:
        file.bytes.write(0); // these are output labels,
        file.bytes.write(0); // and their old numbers are not kept
        file.int32(finalLabel);
        file.int64(reachable.size());
        for (int[] intervals : reachable) {
            file.int64(intervals.length / 2);
            int count = 0;
            for (int i = 0; i < intervals.length; i += 2) {
                file.int32(intervals[i]);
                file.int32(intervals[i + 1]);
                count += intervals[i + 1] - intervals[i];
            }
            file.int32(count);
        }
        return file.bytes.toByteArray();
    }

    private void writeConstant(Fst fst, Order order) {
        int arcs = 0;
        for (int state = 0; state < fst.states(); state++) {
            arcs += fst.arcs(state).size();
        }
        header("const", CONST_VERSION, properties(fst, order), 0, fst.states(), arcs);
        int position = 0;
        for (int state = 0; state < fst.states(); state++) {
            List<Fst.Arc> leaving = fst.arcs(state);
            float32(fst.finalWeight(state));
            int32(position);
            int32(leaving.size());
            int32((int) leaving.stream().filter(arc -> arc.input() == 0).count());
            int32((int) leaving.stream().filter(arc -> arc.output() == 0).count());
            position += leaving.size();
        }
        for (int state = 0; state < fst.states(); state++) {
            fst.arcs(state).stream().sorted(Comparator.comparingInt(order.label)).forEach(arc -> {
                int32(arc.input());
                int32(arc.output());
                float32(arc.weight());
                int32(arc.next());
            });
        }
    }

    /** Only what readers rely on is claimed; what is not claimed counts as unknown. */
    private static long properties(Fst fst, Order order) {
        for (int state = 0; state < fst.states(); state++) {
            if (fst.arcs(state).stream().anyMatch(arc -> arc.input() != arc.output())) {
                return EXPANDED | NOT_ACCEPTOR | order.property;
            }
        }
        return EXPANDED | ACCEPTOR | INPUT_SORTED | OUTPUT_SORTED;
    }

    private void header(String type, int version, long properties, long start, long states, long arcs) {
        int32(MAGIC);
        string(type);
        string("standard");
        int32(version);
        int32(0); // no symbol tables, not aligned
        int64(properties);
        int64(start);
        int64(states);
        int64(arcs);
    }

    private void string(String text) {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        int32(ascii.length);
        bytes.writeBytes(ascii);
    }

    private void int32(int value) {
        bytes.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
    }

    private void int64(long value) {
        bytes.writeBytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
    }

    private void float32(float value) {
        int32(Float.floatToRawIntBits(value));
    }
}
