package live.devhooks.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("live.devhooks.api");

    @Test
    void featuresUseOnlyEachOthersFacesAndInNoCircle() {
        ApplicationModules.of("live.devhooks.api").verify();
    }

    @Test
    void apiKnowsNothingOfRealtime() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("live.devhooks.realtime..")
                .check(CLASSES);
    }

    @Test
    void theEventPathTakesNoWayThroughJpa() {
        noClasses()
                .that()
                .resideInAPackage("..ingestion..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.persistence..", "org.springframework.data..")
                .check(CLASSES);
    }
}
