package mando.device.configuration;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Reads a YAML document into {@link Located} nodes. Anchors and aliases are refused: a configuration needs none, and they can blow up. */
final class YamlTree {

    private static final int DEEPEST = 20;

    private final String file;
    private final YAMLParser parser;

    private YamlTree(String file, YAMLParser parser) {
        this.file = file;
        this.parser = parser;
    }

    static Located.Mapping read(String text, String file) {
        try (YAMLParser parser = new YAMLFactory().createParser(text)) {
            var tree = new YamlTree(file, parser);
            JsonToken first = parser.nextToken();
            if (first == null) {
                return new Located.Mapping(new LinkedHashMap<>(), new LinkedHashMap<>(), 1);
            }
            Located root = tree.node(0);
            if (!(root instanceof Located.Mapping mapping)) {
                throw tree.problem("expected keys and values, such as \"devices:\"");
            }
            if (parser.nextToken() != null) {
                throw tree.problem("a second document begins here; put everything in one");
            }
            return mapping;
        } catch (JsonProcessingException e) {
            JsonLocation where = e.getLocation();
            int line = where == null ? 1 : where.getLineNr();
            throw new ConfigurationException(List.of(file + ":" + line + ": not valid YAML: "
                    + e.getOriginalMessage().lines().findFirst().orElse("")));
        } catch (IOException e) {
            throw new ConfigurationException(List.of(file + " cannot be read: " + e.getMessage()));
        }
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    private ConfigurationException problem(String text) {
        return new ConfigurationException(List.of(file + ":" + line() + ": " + text));
    }

    private Located node(int depth) throws IOException {
        if (depth > DEEPEST) {
            throw problem("nested too deeply");
        }
        if (parser.isCurrentAlias()) {
            throw problem("anchors and aliases are not supported; write it out");
        }
        int line = line();
        return switch (parser.currentToken()) {
            case START_OBJECT -> mapping(line, depth);
            case START_ARRAY -> {
                var elements = new ArrayList<Located>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(node(depth + 1));
                }
                yield new Located.Sequence(List.copyOf(elements), line);
            }
            case VALUE_STRING -> new Located.Scalar(parser.getText(), line);
            case VALUE_TRUE -> new Located.Scalar(true, line);
            case VALUE_FALSE -> new Located.Scalar(false, line);
            case VALUE_NUMBER_INT -> new Located.Scalar(parser.getLongValue(), line);
            case VALUE_NUMBER_FLOAT -> new Located.Scalar(parser.getDoubleValue(), line);
            case VALUE_NULL -> new Located.Scalar(null, line);
            default -> throw problem("this is no value");
        };
    }

    private Located.Mapping mapping(int line, int depth) throws IOException {
        var entries = new LinkedHashMap<String, Located>();
        var lines = new LinkedHashMap<String, Integer>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            if (lines.putIfAbsent(key, line()) != null) {
                throw problem(
                        "the key '" + key + "' stands here for the second time (first in line " + lines.get(key) + ")");
            }
            parser.nextToken();
            entries.put(key, node(depth + 1));
        }
        return new Located.Mapping(entries, lines, line);
    }
}
