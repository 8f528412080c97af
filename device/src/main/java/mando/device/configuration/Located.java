package mando.device.configuration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** A node of a YAML document that knows its line. */
sealed interface Located {

    int line();

    /**
     * @param value a String, Boolean, Long, Double or null
     */
    record Scalar(Object value, int line) implements Located {}

    record Sequence(List<Located> elements, int line) implements Located {}

    /**
     * @param keyLines the line of each key
     */
    record Mapping(LinkedHashMap<String, Located> entries, LinkedHashMap<String, Integer> keyLines, int line)
            implements
                Located {

        Optional<Located> get(String key) {
            return Optional.ofNullable(entries.get(key));
        }

        Optional<String> text(String key) {
            return get(key).map(node -> String.valueOf(((Scalar) node).value()));
        }

        boolean flag(String key, boolean otherwise) {
            return get(key).map(node -> (Boolean) ((Scalar) node).value()).orElse(otherwise);
        }

        Optional<Double> number(String key) {
            return get(key).map(node -> ((Number) ((Scalar) node).value()).doubleValue());
        }

        Optional<Mapping> mapping(String key) {
            return get(key).map(Mapping.class::cast);
        }

        List<String> texts(String key) {
            return get(key).map(node -> ((Sequence) node).elements().stream()
                    .map(element -> String.valueOf(((Scalar) element).value())).toList()).orElse(List.of());
        }

        List<Located> elements(String key) {
            return get(key).map(node -> ((Sequence) node).elements()).orElse(List.of());
        }
    }
}
