package mando.deploy.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {

    @Test
    void takesTheNearestRank() {
        List<Double> oneToHundred = IntStream.rangeClosed(1, 100).mapToObj(i -> (double) i).toList().reversed();
        assertThat(Percentiles.of(oneToHundred)).isEqualTo(new Percentiles(100, 50, 95, 99, 100));
        assertThat(Percentiles.of(List.of(7.0))).isEqualTo(new Percentiles(1, 7, 7, 7, 7));
    }

    @Test
    void nothingMeasuredIsNotZero() {
        assertThat(Percentiles.of(List.of()).p50()).isNaN();
    }
}
