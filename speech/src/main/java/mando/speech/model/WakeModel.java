package mando.speech.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the folder that libvosk reads to find wake words: the acoustic model as it was shipped, and a loop over the wake words, the words of the
 * dictionary that sound most like them, the commonest other words, and the phones of any speech. What is not the wake word has so somewhere better
 * to go.
 */
public final class WakeModel {

    /**
     * The costs of the loop, as negative natural logarithms on the decoder's scale.
     *
     * @param wake of a wake word, which is found too often rather than too seldom: what is found is verified
     * @param near of a word that sounds like it
     * @param common of a common word
     * @param filler of speech that is none of them; its phones cost more on top
     */
    public record Costs(double wake, double near, double common, double filler) {

        public static final Costs DEFAULT = new Costs(0, 4, 6, 4);
    }

    /** Of two words whose phones differ by no more than this share of the wake word's, one may be taken for the other. */
    private static final double NEAR = 0.4;
    private static final int MOST_NEAR = 200;
    private final Path base;
    private final List<String> common;
    private final Costs costs;

    /**
     * @param base a speech model: {@code am/}, {@code conf/}, {@code graph/phones/}, {@code phones.txt}, {@code lexicon.dict}
     * @param common words that people say often
     */
    public WakeModel(Path base, List<String> common, Costs costs) {
        this.base = base;
        this.common = List.copyOf(common);
        this.costs = costs;
    }

    /**
     * Writes the folder.
     *
     * @param folder empty or not there
     * @param phrases the wake words: one word or a few, lower case
     * @throws SpeechModelException where the base is incomplete, a word cannot be pronounced, or the folder cannot be written
     */
    public void write(Path folder, List<String> phrases) {
        try {
            copy("am", folder);
            copy("conf", folder);
            copy("graph/phones", folder);
            writeGraphs(folder, phrases);
        } catch (IOException e) {
            throw new SpeechModelException("the graph of the wake word cannot be written to " + folder + ": "
                    + e.getMessage(), e);
        }
    }

    private void writeGraphs(Path folder, List<String> phrases) throws IOException {
        Lexicon lexicon = Lexicon.read(base.resolve("lexicon.dict"));
        Set<String> wake = new TreeSet<>();
        phrases.forEach(phrase -> wake.addAll(List.of(phrase.split(" "))));
        SortedMap<String, List<List<String>>> pronunciations = new TreeMap<>();
        wake.forEach(word -> pronunciations.put(word, Accents.of(lexicon.pronunciations(word))));
        Set<List<String>> sounds = new HashSet<>();
        pronunciations.values().forEach(sounds::addAll);
        Set<String> near = new TreeSet<>();
        wake.forEach(word -> near.addAll(near(word, lexicon)));
        Set<String> others = new TreeSet<>(common);
        others.addAll(near);
        others.removeAll(wake);
        for (String word : others) {
            List<List<String>> different = lexicon.pronunciations(word).stream().filter(way -> !sounds.contains(way))
                    .toList();
            if (!different.isEmpty()) {
                pronunciations.put(word, different);
            }
        }
        others.retainAll(pronunciations.keySet());
        MonophoneGraph.Graph graph = graph(pronunciations);
        Files.write(folder.resolve("graph/HCLr.fst"),
                FstFile.outputLookahead(graph.fst(), graph.reachable(), graph.finalLabel()));
        Files.write(folder.resolve("graph/Gr.fst"),
                FstFile.constant(loop(phrases, others, near, graph.words()), FstFile.Order.INPUT));
        Files.writeString(folder.resolve("graph/disambig_tid.int"), (graph.transitionIds() + 1) + "\n");
        Files.writeString(folder.resolve("graph/words.txt"), "<eps> 0\n" + graph.words().entrySet().stream()
                .sorted(Map.Entry.comparingByValue()).map(e -> e.getKey() + " " + e.getValue() + "\n")
                .collect(Collectors.joining()));
    }

    private Fst loop(List<String> phrases, Set<String> others, Set<String> near, SortedMap<String, Integer> words) {
        var fst = new Fst();
        int start = fst.addState();
        fst.setFinal(start, 0);
        for (String phrase : phrases) {
            int state = start;
            String[] parts = phrase.split(" ");
            for (int i = 0; i < parts.length; i++) {
                int number = words.get(parts[i]);
                int next = i == parts.length - 1 ? start : fst.addState();
                fst.addArc(state, number, number, i == 0 ? costs.wake : 0, next);
                state = next;
            }
        }
        for (String word : others) {
            int number = words.get(word);
            fst.addArc(start, number, number, near.contains(word) ? costs.near : costs.common, start);
        }
        int filler = words.get(MonophoneGraph.FILLER);
        fst.addArc(start, filler, filler, costs.filler, start);
        return fst;
    }

    /** The words of the dictionary nearest to a word by the phones that must be changed, left out or put in. */
    private List<String> near(String word, Lexicon lexicon) {
        record Neighbour(String word, double distance) {}
        List<List<String>> own = lexicon.pronunciations(word);
        var neighbours = new ArrayList<Neighbour>();
        for (String other : lexicon.words()) {
            double distance = own.stream()
                    .flatMapToDouble(way -> lexicon.pronunciations(other).stream()
                            .mapToDouble(heard -> (double) distance(way, heard) / way.size()))
                    .min().orElse(1);
            if (distance > 0 && distance <= NEAR && !other.equals(word)) {
                neighbours.add(new Neighbour(other, distance));
            }
        }
        return neighbours.stream()
                .sorted(Comparator.comparingDouble(Neighbour::distance).thenComparing(Neighbour::word))
                .limit(MOST_NEAR).map(Neighbour::word).toList();
    }

    private static int distance(List<String> a, List<String> b) {
        var row = new int[b.size() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.size(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = diagonal + (a.get(i - 1).equals(b.get(j - 1)) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.size()];
    }

    private MonophoneGraph.Graph graph(SortedMap<String, List<List<String>>> pronunciations) throws IOException {
        Optional<Triphones> triphones = SphinxConverter.triphones(base);
        return triphones.isPresent()
                ? SphinxGraph.build(triphones.get(), pronunciations, SphinxGraph.Options.DEFAULT)
                : MonophoneGraph.build(Files.readAllLines(base.resolve("phones.txt")).stream().map(String::strip)
                        .filter(line -> !line.isEmpty()).toList(), pronunciations, MonophoneGraph.Options.DEFAULT);
    }

    private void copy(String part, Path folder) throws IOException {
        Path from = base.resolve(part);
        if (!Files.isDirectory(from)) {
            throw new SpeechModelException(from + " is missing: " + base + " is no complete speech model");
        }
        Path to = Files.createDirectories(folder.resolve(part));
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
