package live.devhooks.realtime;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("live.devhooks.realtime");

    @Test
    void featuresUseOnlyEachOthersFacesAndInNoCircle() {
        ApplicationModules.of("live.devhooks.realtime").verify();
    }

    @Test
    void realtimeKnowsNothingOfApi() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("live.devhooks.api..")
                .check(CLASSES);
    }
}
