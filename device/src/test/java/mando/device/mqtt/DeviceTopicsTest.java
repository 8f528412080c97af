package mando.device.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeviceTopicsTest {

    @Test
    void topicsComeFromTheNameUnlessTheyAreConfigured() {
        assertThat(DeviceTopics.of(TestHome.device("reading lamp"), "mando"))
                .isEqualTo(new DeviceTopics("mando/reading_lamp/set", "mando/reading_lamp/state"));
        assertThat(DeviceTopics.of(TestHome.device("blinds"), "mando"))
                .isEqualTo(new DeviceTopics("zigbee2mqtt/blinds/set", "zigbee2mqtt/blinds"));
    }

    @Test
    void differentNamesHaveDifferentTopicsWithoutWildcards() {
        assertThat(DeviceTopics.slug("Reading Lamp")).isEqualTo("reading_lamp");
        assertThat(DeviceTopics.slug("reading_lamp")).isNotEqualTo("reading_lamp").startsWith("reading_lamp_");
        assertThat(DeviceTopics.slug("Küche")).startsWith("kuche_").isNotEqualTo(DeviceTopics.slug("Kuche"));
        assertThat(DeviceTopics.slug("a/+/#")).matches("[a-z0-9_]+");
        assertThat(DeviceTopics.slug("電灯")).isNotEqualTo(DeviceTopics.slug("窓"));
    }
}
