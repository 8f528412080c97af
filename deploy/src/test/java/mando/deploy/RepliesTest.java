package mando.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import mando.speech.speaking.Earcon;
import mando.speech.speaking.Speaker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RepliesTest {

    private final List<String> said = new CopyOnWriteArrayList<>();
    private final AtomicInteger hushed = new AtomicInteger();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch hold = new CountDownLatch(1);

    /** A loudspeaker that speaks as long as the test wants. */
    private final Replies replies = new Replies(new Speaker() {
        @Override
        public void say(String text) {
            said.add(text);
            begun.countDown();
            try {
                hold.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void play(Earcon earcon) {
            said.add(earcon.name());
        }

        @Override
        public void hush() {
            hushed.incrementAndGet();
            hold.countDown();
        }

        @Override
        public void close() {}
    });

    @Test
    void speaksOneAfterTheOtherAndKnowsThatItDoes() throws Exception {
        replies.say("");
        replies.say("one");
        replies.play(Earcon.DONE);
        begun.await();
        assertThat(replies.speaking()).isTrue();
        hold.countDown();
        replies.await();

        assertThat(said).containsExactly("one", "DONE");
        while (replies.speaking()) {
            Thread.sleep(10);
        }
    }

    @Test
    void hushForgetsWhatWasToBeSaidAndItIsNotDeafAfterwards() throws Exception {
        replies.say("a long story");
        begun.await();
        replies.say("and another");
        replies.hush();
        replies.await();

        assertThat(said).containsExactly("a long story");
        assertThat(hushed).hasValue(1);
        while (replies.speaking()) {
            Thread.sleep(10);
        }
    }

    @Test
    void keepsTheNewestOfTooMany() throws Exception {
        replies.say("first");
        begun.await();
        for (int i = 0; i < 20; i++) {
            replies.say(Integer.toString(i));
        }
        hold.countDown();
        replies.await();

        assertThat(said).hasSize(9).startsWith("first", "12").endsWith("19");
    }
}
