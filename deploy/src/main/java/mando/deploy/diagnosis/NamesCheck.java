package mando.deploy.diagnosis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import mando.deploy.Hearing;
import mando.deploy.HomeCatalogue;
import mando.deploy.Installation;
import mando.deploy.Pronunciation;
import mando.device.configuration.Configuration;
import mando.speech.model.SimilarNames;
import mando.speech.model.SpeechModelException;

/** Whether the names of the home can be pronounced, heard and told apart. */
final class NamesCheck implements Check {

    private final Installation installation;
    private final Configuration configuration;

    NamesCheck(Installation installation, Configuration configuration) {
        this.installation = installation;
        this.configuration = configuration;
    }

    @Override
    public String name() {
        return "names";
    }

    @Override
    public Duration limit() {
        return COMPUTING;
    }

    @Override
    public Finding look() {
        var names = new LinkedHashSet<String>();
        configuration.areas().forEach(area -> {
            names.add(area.name());
            names.addAll(area.aliases());
        });
        configuration.devices().forEach(device -> {
            names.add(device.name());
            names.addAll(device.aliases());
        });
        var facts = Facts.of("names", names.size());
        var hearing = new Hearing(installation);
        try {
            return look(names, hearing, hearing.pronunciation(), facts);
        } catch (SpeechModelException e) {
            return new Finding.Fault(e.getMessage(), "install the speech model again", facts);
        }
    }

    private Finding look(Collection<String> names, Hearing hearing, Pronunciation pronunciation, Facts seen) {
        var guessed = new TreeSet<String>();
        var unpronounceable = new ArrayList<String>();
        for (String name : names) {
            try {
                guessed.addAll(pronunciation.guessed(name));
            } catch (SpeechModelException e) {
                unpronounceable.add(name);
            }
        }
        if (!unpronounceable.isEmpty()) {
            return new Finding.Fault("nobody can pronounce " + quoted(unpronounceable),
                    "write names in plain letters and words, and numbers as they are said",
                    seen.with("unpronounceable", unpronounceable));
        }
        List<SimilarNames.Pair> alike = pronunciation.similar(HomeCatalogue.of(configuration));
        SortedSet<String> unknown = hearing.recognition(configuration.speech().model())
                .unknown(names.stream().flatMap(name -> pronunciation.words(name).stream()).toList());
        Facts facts = seen.with("guessed", List.copyOf(guessed)).with("unknown", List.copyOf(unknown)).with("alike",
                alike.stream().map(pair -> List.of(pair.first(), pair.second())).toList());
        var found = new ArrayList<String>();
        var remedies = new ArrayList<String>();
        if (!unknown.isEmpty()) {
            found.add("the speech model does not know " + quoted(unknown));
            remedies.add("give these devices aliases in other words, or set speech.model to own");
        }
        if (!alike.isEmpty()) {
            found.add(String.join(", ", alike.stream()
                    .map(pair -> "\"" + pair.first() + "\" and \"" + pair.second() + "\"").toList()) + " sound alike");
            remedies.add("rename one of two that sound alike, or call it by an alias");
        }
        if (!guessed.isEmpty()) {
            found.add("not in the dictionary, so guessed from the letters: " + quoted(guessed));
            remedies.add("see with mando devices how they are heard, and add aliases in common words");
        }
        return found.isEmpty()
                ? new Finding.Ok(Numbers.count(names.size(), "name") + ", all in the dictionary, none alike", facts)
                : new Finding.Warning(String.join("; ", found), String.join("; ", remedies), facts);
    }

    private static String quoted(Collection<String> words) {
        return String.join(", ", words.stream().map(word -> "\"" + word + "\"").toList());
    }
}
