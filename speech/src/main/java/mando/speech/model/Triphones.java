package mando.speech.model;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The triphones of a CMU Sphinx acoustic model, from its binary {@code mdef}: which three senones (tied states) make a phone between two others at
 * a place in a word. Phones are numbered here from 1 in the order of the file, without noises; 0 is silence. Immutable.
 */
final class Triphones {

    static final int SILENCE = 0;
    static final int STATES = 3;

    private static final int MAGIC = 'B' | 'M' << 8 | 'D' << 16 | 'F' << 24;
    private static final int VERSION = 1;
    /** Far above any model there is; what is above is damage. */
    private static final int MOST = 10_000_000;

    /** Speech that nobody could write down: taken for a pause, it would swallow words. */
    private static final String GARBLED_SPEECH = "+SPN+";

    /** Where in its word a phone stands. */
    enum Place {
        INTERNAL(0), BEGIN(1), END(2), SINGLE(3);

        private final int numberInFile;

        Place(int numberInFile) {
            this.numberInFile = numberInFile;
        }
    }

    /** The senones of a phone's states. */
    record Senones(int first, int second, int third) {

        int of(int state) {
            return switch (state) {
                case 0 -> first;
                case 1 -> second;
                default -> third;
            };
        }
    }

    private final List<String> phones;
    /** The row of {@link #sequences} for place, phone, left and right neighbour, or -1. */
    private final int[] sequenceOfTriphone;
    private final int[] sequenceAlone;
    private final List<Senones> pauses = new ArrayList<>();
    private final Senones[] sequences;
    private final int[] codebookOfSenone;
    private final int codebooks;

    private Triphones(Reader reader) {
        phones = reader.speech.stream().map(reader.names::get).toList();
        sequenceOfTriphone = reader.triphones;
        sequenceAlone = reader.alone;
        sequences = reader.sequences;
        pauses.add(alone(SILENCE));
        reader.noises.forEach(sequence -> pauses.add(sequences[sequence]));
        codebookOfSenone = reader.codebooks;
        codebooks = reader.names.size();
    }

    /**
     * @throws SpeechModelException where the file is missing or damaged
     */
    static Triphones read(Path mdef) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(mdef);
        } catch (IOException e) {
            throw new SpeechModelException(mdef + " cannot be read: the acoustic model is incomplete", e);
        }
        try {
            return new Triphones(new Reader(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN)));
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new SpeechModelException(mdef + " is no binary model definition of CMU Sphinx, or is damaged", e);
        }
    }

    /** The phones without silence: the k-th (from 0) has the number k + 1. */
    List<String> phones() {
        return phones;
    }

    int senones() {
        return codebookOfSenone.length;
    }

    int codebooks() {
        return codebooks;
    }

    /** Which codebook's Gaussians a senone weighs: that of its phone, noises and silence included. */
    int codebook(int senone) {
        return codebookOfSenone[senone];
    }

    /** The senones of what may be heard while nobody speaks: silence, and the noises that the model knows. */
    List<Senones> pauses() {
        return Collections.unmodifiableList(pauses);
    }

    /** The senones of a phone whatever its neighbours are; all that silence has. */
    Senones alone(int phone) {
        return sequences[sequenceAlone[phone]];
    }

    /** The senones of a phone between neighbours; where the model has none for its place, of another place, or whatever the neighbours are. */
    Senones between(int left, int phone, int right, Place place) {
        int found = sequence(left, phone, right, place);
        for (Place other : Place.values()) {
            if (found < 0) {
                found = sequence(left, phone, right, other);
            }
        }
        return found < 0 ? alone(phone) : sequences[found];
    }

    private int sequence(int left, int phone, int right, Place place) {
        return sequenceOfTriphone[index(phones.size() + 1, left, phone, right, place.numberInFile)];
    }

    private static int index(int phones, int left, int phone, int right, int place) {
        return ((place * phones + phone) * phones + left) * phones + right;
    }

    /** Reads front to back; what does not fit throws an unchecked exception. */
    private static final class Reader {

        private final ByteBuffer bytes;
        private final List<String> names = new ArrayList<>();
        private final List<Integer> speech = new ArrayList<>();
        private final List<Integer> noises = new ArrayList<>();
        private final int[] triphones;
        private final int[] alone;
        private final Senones[] sequences;
        private final int[] codebooks;

        Reader(ByteBuffer bytes) {
            this.bytes = bytes;
            require(bytes.getInt() == MAGIC && bytes.getInt() == VERSION);
            skip(count());
            int allPhones = count();
            int phonesAndTriphones = count();
            require(bytes.getInt() == STATES);
            count(); // senones of phones alone, which come first
            int senones = count();
            count(); // transition matrices
            sequences = new Senones[count()];
            count(); // neighbours of a triphone
            int tree = count();
            int silence = count();
            require(allPhones <= phonesAndTriphones && silence < allPhones);
            names(allPhones);
            skip(8 * tree);
            int[] number = numbers(silence);
            alone = new int[speech.size() + 1];
            triphones = new int[Place.values().length * alone.length * alone.length * alone.length];
            Arrays.fill(triphones, -1);
            var phoneOfSequence = new int[sequences.length];
            for (int i = 0; i < phonesAndTriphones; i++) {
                int sequence = bytes.getInt();
                bytes.getInt();
                int place = bytes.get();
                int phone = bytes.get();
                int left = bytes.get();
                int right = bytes.get();
                boolean context = i >= allPhones;
                phoneOfSequence[sequence] = context ? phone : i;
                if (!context && number[i] >= 0) {
                    alone[number[i]] = sequence;
                } else if (!context && !names.get(i).equals(GARBLED_SPEECH)) {
                    noises.add(sequence);
                } else if (context && number[phone] >= 0 && number[left] >= 0 && number[right] >= 0) {
                    triphones[index(alone.length, number[left], number[phone], number[right], place)] = sequence;
                }
            }
            require(bytes.getInt() == sequences.length * STATES);
            codebooks = new int[senones];
            for (int i = 0; i < sequences.length; i++) {
                int[] states = { Short.toUnsignedInt(bytes.getShort()), Short.toUnsignedInt(bytes.getShort()),
                        Short.toUnsignedInt(bytes.getShort())};
                for (int senone : states) {
                    codebooks[senone] = phoneOfSequence[i];
                }
                sequences[i] = new Senones(states[0], states[1], states[2]);
            }
        }

        private void names(int count) {
            int start = bytes.position();
            for (int i = 0; i < count; i++) {
                var name = new StringBuilder();
                for (byte letter = bytes.get(); letter != 0; letter = bytes.get()) {
                    require(name.length() < 64);
                    name.append((char) letter);
                }
                names.add(name.toString());
            }
            skip((4 - (bytes.position() - start) % 4) % 4);
        }

        /** Our number of each phone of the file, -1 for noises. */
        private int[] numbers(int silence) {
            var number = new int[names.size()];
            for (int i = 0; i < number.length; i++) {
                if (i == silence) {
                    number[i] = SILENCE;
                } else if (names.get(i).startsWith("+")) {
                    number[i] = -1;
                } else {
                    speech.add(i);
                    number[i] = speech.size();
                }
            }
            return number;
        }

        private int count() {
            int value = bytes.getInt();
            require(value >= 0 && value <= MOST);
            return value;
        }

        private void skip(int count) {
            bytes.position(bytes.position() + count);
        }

        private static void require(boolean holds) {
            if (!holds) {
                throw new IllegalArgumentException("not the format that is read here");
            }
        }
    }
}
