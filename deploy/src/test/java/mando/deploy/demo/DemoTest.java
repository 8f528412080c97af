package mando.deploy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import mando.deploy.Installation;
import mando.deploy.Turn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {

    @TempDir
    private Path cache;

    @Test
    void everyRecordingDoesWhatItSaysAndNoOther() {
        var screen = new StringWriter();
        var turns = new ArrayList<Turn>();
        var installation = new Installation(Path.of("../models"), cache, Path.of("none.yaml"));
        int wrong = new Demo(installation, new PrintWriter(screen), turns::add).play();
        assertThat(wrong).as(screen.toString()).isZero();
        assertThat(turns.stream().filter(turn -> !turn.commands().isEmpty()).count()).isGreaterThanOrEqualTo(12);
        assertThat(screen.toString()).contains("published   mando/coffee_maker/set", "GPIO18 40 %");
    }
}
