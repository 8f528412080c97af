package mando.speech.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccentsTest {

    private static List<String> of(String... ways) {
        return Accents.of(Arrays.stream(ways).map(way -> List.of(way.split(" "))).toList()).stream()
                .map(way -> String.join(" ", way)).toList();
    }

    @Test
    void beginsWithTheDictionarysOwn() {
        assertThat(of("HH EY", "M IH R ER")).startsWith("HH EY", "M IH R ER").doesNotHaveDuplicates();
    }

    @Test
    void leavesOutRButBeforeVowels() {
        assertThat(of("M IH R ER")).contains("M IH R AH").doesNotContain("M IH ER");
        assertThat(of("S M AA R T")).contains("S M AA T");
    }

    @Test
    void combinesTwoChangesAndNoMore() {
        assertThat(of("V IY D Y UW W ER")).contains("W IY D UW W ER", "W IY D Y UW W AH")
                .doesNotContain("W IY D UW W AH");
    }

    @Test
    void leavesAloneWhatEverybodySaysAlike() {
        assertThat(of("HH EY")).containsExactly("HH EY");
    }
}
