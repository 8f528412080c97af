package mando.device.configuration;

/** The JSON schema of the configuration file: the one that the reader itself goes by. */
public final class ConfigurationSchema {

    private ConfigurationSchema() {}

    /** The schema (JSON Schema, draft 2020-12), indented. */
    public static String json() {
        return SchemaCheck.schema().toPrettyString();
    }
}
