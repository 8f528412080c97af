package mando.deploy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where Mando's own files are on this machine.
 *
 * @param models the shipped models: {@code speech-en/}, {@code intent-en/}
 * @param cache what can be made again: recognition graphs, converted models
 * @param configuration the configuration that is read when none is named
 */
public record Installation(Path models, Path cache, Path configuration) {

    /** The system property that the launcher sets to the root of the checkout or of the installed tree. */
    public static final String HOME_PROPERTY = "mando.home";

    /**
     * @param home the root: a checkout (with {@code deploy/etc/mando.yaml}) or an installed tree
     * @param installed whether the root is an installed tree, configured in {@code /etc/mando}
     * @param environment the process's environment: {@code XDG_CACHE_HOME}, {@code HOME}
     */
    static Installation at(Path home, boolean installed, Map<String, String> environment) {
        Path cache = Optional.ofNullable(environment.get("XDG_CACHE_HOME")).filter(value -> !value.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of(environment.getOrDefault("HOME", "/var/cache")).resolve(".cache"))
                .resolve("mando");
        Path configuration = installed ? Path.of("/etc/mando/mando.yaml") : home.resolve("deploy/etc/mando.yaml");
        return new Installation(home.resolve("models"), cache, configuration);
    }

    /** This process's installation, from {@value #HOME_PROPERTY} or else the working directory. */
    static Installation ofThisProcess() {
        Path home = Path.of(System.getProperty(HOME_PROPERTY, "")).toAbsolutePath();
        return at(home, home.startsWith("/usr"), System.getenv());
    }

    public Path speechModel() {
        return models.resolve("speech-en");
    }

    public Path intentModel() {
        return models.resolve("intent-en");
    }

    /** Where {@code mando model build sphinx-en-us} puts the converted model. */
    public Path sphinxModel() {
        return cache.resolve("sphinx-en-us");
    }
}
