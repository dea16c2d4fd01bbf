package io.neonwatch.runtime.config;

import io.neonwatch.runtime.config.YamlNode.Entry;
import io.neonwatch.runtime.config.YamlNode.Mapping;
import io.neonwatch.runtime.config.YamlNode.Scalar;
import io.neonwatch.runtime.config.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.Event.ID;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/** Text into a tree. Refuses what a configuration has no use for: tags, anchors, keys that are not words, two documents. */
final class YamlReader {

    private static final int MAXIMUM_DEPTH = 30;

    private final String source;
    private final Parser parser;

    private YamlReader(String source, String text) {
        this.source = source;
        this.parser = new ParserImpl(new StreamReader(text), new LoaderOptions());
    }

    static YamlNode read(String source, String text) {
        try {
            return new YamlReader(source, text).document();
        } catch (MarkedYAMLException e) {
            Position position = new Position(source, 1, 1);
            if (e.getProblemMark() != null) position = Position.of(source, e.getProblemMark());
            throw new BindingFailure(position, KeyPath.ROOT, YamlSyntax.explain(e.getProblem()));
        } catch (ReaderException e) {
            String before = text.substring(0, Math.min(e.getPosition(), text.length()));
            int lastBreak = before.lastIndexOf('\n');
            Position position = new Position(
                    source, (int) before.chars().filter(c -> c == '\n').count() + 1, before.length() - lastBreak);
            throw new BindingFailure(
                    position,
                    KeyPath.ROOT,
                    "a character that YAML does not allow; remove it or write it as \"\\u....\"");
        }
    }

    private YamlNode document() {
        Position start = new Position(source, 1, 1);
        next();
        if (!(next() instanceof DocumentStartEvent)) throw new BindingFailure(start, KeyPath.ROOT, empty());
        YamlNode root = node(next(), 0);
        next();
        if (next() instanceof DocumentStartEvent second)
            throw failure(second, "a second document begins here; keep one document in the file");
        if (root instanceof Scalar scalar && scalar.isNull()) throw new BindingFailure(start, KeyPath.ROOT, empty());
        return root;
    }

    private static String empty() {
        return "the file is empty; write the configuration as keys and values";
    }

    private YamlNode node(Event event, int depth) {
        if (depth > MAXIMUM_DEPTH) throw failure(event, "nested too deeply; keep to " + MAXIMUM_DEPTH + " levels");
        if (event instanceof AliasEvent)
            throw failure(event, "YAML aliases are not supported; write the value out, in quotes if it begins with *");
        if (event instanceof NodeEvent node && node.getAnchor() != null)
            throw failure(event, "YAML anchors are not supported; put a value that begins with & in quotes");
        return switch (event) {
            case ScalarEvent scalar -> {
                refuseTag(scalar, scalar.getTag());
                yield new Scalar(position(scalar), scalar.getValue(), scalar.isPlain(), "");
            }
            case SequenceStartEvent sequence -> {
                refuseTag(sequence, sequence.getTag());
                yield new Sequence(position(sequence), items(depth));
            }
            case MappingStartEvent mapping -> {
                refuseTag(mapping, mapping.getTag());
                yield new Mapping(position(mapping), entries(depth));
            }
            default -> throw failure(event, YamlSyntax.explain(null));
        };
    }

    private List<YamlNode> items(int depth) {
        List<YamlNode> items = new ArrayList<>();
        for (Event event = next(); !event.is(ID.SequenceEnd); event = next()) items.add(node(event, depth + 1));
        return List.copyOf(items);
    }

    private List<Entry> entries(int depth) {
        List<Entry> entries = new ArrayList<>();
        for (Event event = next(); !event.is(ID.MappingEnd); event = next()) {
            if (!(node(event, depth + 1) instanceof Scalar key) || key.isNull())
                throw failure(event, "a key must be one word, followed by a colon");
            entries.add(new Entry(key.position(), key.text(), node(next(), depth + 1)));
        }
        return List.copyOf(entries);
    }

    private void refuseTag(Event event, String tag) {
        // A quoted value carries the tag "!" of its own.
        if (tag != null && !tag.equals("!"))
            throw failure(event, "YAML tags are not supported; put a value that begins with ! in quotes");
    }

    private Event next() {
        return parser.getEvent();
    }

    private Position position(Event event) {
        return Position.of(source, event.getStartMark());
    }

    private BindingFailure failure(Event event, String message) {
        return new BindingFailure(position(event), KeyPath.ROOT, message);
    }
}
