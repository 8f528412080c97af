package mando.inference.intent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoordinationTest {

    private static final List<String> NAMES = List.of("lamp", "fan", "tv", "salt and pepper", "lights");

    private static List<String> sentences(String sentence) {
        List<String> words = List.of(sentence.split(" "));
        List<Utterance.Span> spans = NAMES.stream().flatMap(name -> spans(words, name))
                .sorted(Comparator.comparingInt(Utterance.Span::start)).toList();
        return Coordination.sentences(words, spans);
    }

    private static Stream<Utterance.Span> spans(List<String> words, String name) {
        List<String> parts = Arrays.asList(name.split(" "));
        return IntStream.rangeClosed(0, words.size() - parts.size())
                .filter(i -> words.subList(i, i + parts.size()).equals(parts))
                .mapToObj(i -> new Utterance.Span(name, i, i + parts.size()));
    }

    @Test
    void theSameOfSeveralThingsIsSaidOfEach() {
        assertThat(sentences("please turn the lamp and the fan off"))
                .containsExactly("please turn the lamp off", "please turn the fan off");
        assertThat(sentences("turn on both the lamp the fan and my tv in 5 minutes")).containsExactly(
                "turn on the lamp in 5 minutes", "turn on the fan in 5 minutes", "turn on my tv in 5 minutes");
        assertThat(sentences("turn off the tv and all lights")).containsExactly("turn off the tv",
                "turn off all lights");
        assertThat(sentences("turn on salt and pepper and the lamp")).containsExactly("turn on salt and pepper",
                "turn on the lamp");
    }

    @ParameterizedTest
    @ValueSource(strings = { "turn on the lamp", "turn on salt and pepper", "turn the lamp on and the fan off",
            "turn on the lamp and dim the fan", "is the lamp the fan", "lamp or fan"})
    void whatIsNotSaidOfSeveralIsLeft(String sentence) {
        assertThat(sentences(sentence)).isEmpty();
    }
}
