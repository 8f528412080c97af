package mando.speech.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GrammarModelTest {

    private static final Map<String, Integer> WORDS = Map.of("a", 1, "small", 2, "latte", 3, "mocha", 4, "with", 5,
            "milk", 6, "sugar", 7, "and", 8);
    private static final Fst GRAMMAR = GrammarModel.of(
            Stream.of("a small latte with milk", "a mocha with milk and sugar", "a latte with sugar")
                    .map(text -> new WeightedSentence(text, 1)).toList(),
            WORDS);

    private static boolean accepts(String sentence) {
        Optional<Integer> state = Optional.of(0);
        for (String word : sentence.split(" ")) {
            List<Fst.Arc> arcs = state.stream().flatMap(from -> GRAMMAR.arcs(from).stream())
                    .filter(arc -> arc.input() == WORDS.get(word)).toList();
            assertThat(arcs).as("one way from each state").hasSizeLessThan(2);
            state = arcs.stream().map(Fst.Arc::next).findFirst();
        }
        return state.filter(GRAMMAR::isFinal).isPresent();
    }

    @Test
    void theSentencesAreAccepted() {
        assertThat(List.of("a small latte with milk", "a mocha with milk and sugar", "a latte with sugar"))
                .allMatch(GrammarModelTest::accepts);
    }

    @Test
    void soIsWhatIsPutTogetherLikeThem() {
        assertThat(accepts("a small latte with sugar")).isTrue();
        assertThat(accepts("a mocha with milk")).isTrue();
    }

    @Test
    void noThreeWordsComeTogetherThatNobodyGave() {
        assertThat(List.of("a small mocha with milk", "a latte with milk and sugar and", "small latte with milk",
                "a latte with", "milk")).noneMatch(GrammarModelTest::accepts);
    }
}
