package live.devhooks.bench.comparison;

import org.springframework.data.jpa.repository.JpaRepository;

interface SavedWebhookRepository extends JpaRepository<SavedWebhook, Long> {}
