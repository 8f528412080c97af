package mando.deploy.sentence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class SentenceTemplateTest {

    private static final Function<String, Optional<String>> LAMP = name -> name.equals("device")
            ? Optional.of("the lamp")
            : Optional.empty();

    @Test
    void drawsEachCombinationOfItsChoicesAndNoOther() {
        assertThat(draws("(turn|switch) on {device} [please]")).containsExactly("switch on the lamp",
                "switch on the lamp please", "turn on the lamp", "turn on the lamp please");
    }

    @Test
    void choicesNest() {
        assertThat(draws("a [b|(c|d) e]")).containsExactly("a", "a b", "a c e", "a d e");
    }

    @Test
    void aClassWithoutValuesLeavesNoSentenceUnlessItIsOptional() {
        assertThat(draws("clean {area}")).isEmpty();
        assertThat(draws("warmer [in {area}]")).containsExactly("warmer");
    }

    @Test
    void anOpenBracketIsNamed() {
        assertThatThrownBy(() -> SentenceTemplate.parse("turn (on")).hasMessageContaining("')' is missing")
                .hasMessageContaining("turn (on");
        assertThatThrownBy(() -> SentenceTemplate.parse("turn {on")).hasMessageContaining("'}' is missing");
        assertThatThrownBy(() -> SentenceTemplate.parse("turn ) on")).hasMessageContaining("stands alone");
    }

    @Test
    void numbersAreSaidInWords() {
        assertThat(NumberWords.of(0)).isEqualTo("zero");
        assertThat(NumberWords.of(42)).isEqualTo("forty two");
        assertThat(NumberWords.of(105)).isEqualTo("one hundred and five");
        assertThat(NumberWords.of(2700)).isEqualTo("two thousand seven hundred");
        assertThatThrownBy(() -> NumberWords.of(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Set<String> draws(String template) {
        var random = new Random(1);
        var sentences = new TreeSet<String>();
        for (int i = 0; i < 400; i++) {
            SentenceTemplate.parse(template).sample(random, LAMP).ifPresent(sentences::add);
        }
        return sentences;
    }
}
