package mando.deploy.diagnosis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether the user is in the groups that may use sound and GPIO. */
final class UserCheck implements Check {

    private final SystemFiles files;
    private final String user;
    private final List<String> wanted;

    /**
     * @param wanted groups; those that this system does not have are not asked for
     */
    UserCheck(SystemFiles files, String user, List<String> wanted) {
        this.files = files;
        this.user = user;
        this.wanted = List.copyOf(wanted);
    }

    /** A line of {@code /etc/group}. */
    private record Group(String name, String number) {

        static Stream<Group> of(String line) {
            String[] fields = line.split(":", -1);
            return fields.length >= 3 ? Stream.of(new Group(fields[0], fields[2])) : Stream.empty();
        }
    }

    @Override
    public String name() {
        return "user";
    }

    @Override
    public Finding look() {
        String status = files.text("proc/self/status").orElse("");
        Set<String> numbers = Stream.concat(numbers(status, "Gid"), numbers(status, "Groups"))
                .collect(Collectors.toSet());
        Optional<String> table = files.text("etc/group");
        if (numbers.isEmpty() || table.isEmpty()) {
            return new Finding.Warning(user + "; the groups cannot be told",
                    "look with id that they have " + String.join(" and ", wanted), Facts.of("user", user));
        }
        List<Group> groups = Arrays.stream(table.get().split("\n")).flatMap(Group::of).toList();
        List<String> own = groups.stream().filter(group -> numbers.contains(group.number())).map(Group::name).toList();
        var facts = Facts.of("user", user).with("groups", own);
        if (numbers(status, "Uid").findFirst().filter("0"::equals).isPresent()) {
            return new Finding.Ok("root, who may use all; the daemon runs as a user of its own", facts);
        }
        var missing = new ArrayList<>(wanted);
        missing.retainAll(groups.stream().map(Group::name).toList());
        missing.removeAll(own);
        String found = user + ", in " + (own.isEmpty() ? "no group" : String.join(", ", own));
        return missing.isEmpty()
                ? new Finding.Ok(found, facts)
                : new Finding.Warning(found + "; not in " + String.join(", ", missing),
                        "sudo usermod -aG " + String.join(",", missing) + " " + user + ", then log in again",
                        facts.with("missing", missing));
    }

    private static Stream<String> numbers(String status, String key) {
        return Arrays.stream(status.split("\n")).filter(line -> line.startsWith(key + ":"))
                .flatMap(line -> Arrays.stream(line.substring(key.length() + 1).strip().split("\\s+")))
                .filter(number -> !number.isEmpty());
    }
}
