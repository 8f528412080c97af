package mando.deploy.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ExaminationTest {

    @FunctionalInterface
    private interface Look {
        Finding look() throws IOException, InterruptedException;
    }

    private record Made(Duration limit, Look looking) implements Check {

        @Override
        public String name() {
            return "made";
        }

        @Override
        public Finding look() throws IOException, InterruptedException {
            return looking.look();
        }
    }

    @Test
    void bringsWhatWasFound() throws InterruptedException {
        var finding = new Finding.Ok("well", Facts.of("value", 1));

        assertThat(Examination.of(new Made(Duration.ofMinutes(1), () -> finding)))
                .satisfies(examination -> assertThat(examination.check()).isEqualTo("made"))
                .satisfies(examination -> assertThat(examination.finding()).isSameAs(finding));
    }

    @Test
    void aCheckThatHangsIsAFaultAndIsInterrupted() throws InterruptedException {
        var never = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);

        var examination = Examination.of(new Made(Duration.ofMillis(100), () -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return new Finding.Ok("too late", Facts.NONE);
        }));

        assertThat(examination.finding()).isInstanceOfSatisfying(Finding.Fault.class, fault -> {
            assertThat(fault.found()).isEqualTo("gave no answer within 0.1 s");
            assertThat(fault.remedy()).isNotBlank();
        });
        interrupted.await();
    }

    @Test
    void aCheckThatBreaksIsAFault() throws InterruptedException {
        assertThat(Examination.of(new Made(Duration.ofMinutes(1), () -> {
            throw new IOException("the card is broken");
        })).finding()).isInstanceOfSatisfying(Finding.Fault.class,
                fault -> assertThat(fault.found()).contains("the card is broken"));
        assertThat(Examination.of(new Made(Duration.ofMinutes(1), () -> {
            throw new NoClassDefFoundError("vosk");
        })).finding()).isInstanceOf(Finding.Fault.class);
    }
}
