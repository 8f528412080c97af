package mando.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import org.junit.jupiter.api.Test;

class PcmSourceTest {

    @Test
    void readsLittleEndianSamplesAndLeavesOutHalfAOne() {
        try (PcmSource source = new PcmSource(new ByteArrayInputStream(new byte[]{ 1, 0, 0, 1, -1, -1, 0, -128, 9}))) {
            assertThat(Sound.all(source)).containsExactly(1, 256, -1, -32_768);
        }
    }

    @Test
    void putsTogetherASampleThatComesInTwoParts() throws IOException {
        PipedOutputStream sender = new PipedOutputStream();
        try (PcmSource source = new PcmSource(new PipedInputStream(sender))) {
            sender.write(new byte[]{ 1, 0, 2});
            sender.flush();
            short[] buffer = new short[10];

            assertThat(source.read(buffer)).isEqualTo(1);
            sender.write(new byte[]{ 1, 3, 0});
            sender.close();

            assertThat(source.read(buffer)).isEqualTo(2);
            assertThat(buffer).startsWith(0x102, 3);
            assertThat(source.read(buffer)).isEqualTo(-1);
        }
    }

    @Test
    void bringsOtherRatesAndChannelsToOne() {
        byte[] second = new byte[48_000 * 2 * 2];
        try (PcmSource source = new PcmSource(new ByteArrayInputStream(second), 48_000, 2)) {
            assertThat(Sound.all(source)).hasSize(16_000).containsOnly(0);
        }
    }

    @Test
    void saysWhenTheInputFails() {
        // A pipe that has no other end.
        InputStream broken = new PipedInputStream();
        try (PcmSource source = new PcmSource(broken)) {
            assertThatThrownBy(() -> source.read(new short[10])).isInstanceOf(AudioException.class)
                    .hasMessageContaining("not connected");
        }
    }

    @Test
    void refusesImpossibleFormats() {
        assertThatThrownBy(() -> new PcmSource(InputStream.nullInputStream(), 16_000, 0))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("0 channels");
        assertThatThrownBy(() -> new PcmSource(InputStream.nullInputStream(), 1, 1))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("1 Hz");
    }

    @Test
    void endsOnceClosed() {
        PcmSource source = new PcmSource(new ByteArrayInputStream(new byte[100]));

        source.close();
        source.close();

        assertThat(source.read(new short[10])).isEqualTo(-1);
    }
}
