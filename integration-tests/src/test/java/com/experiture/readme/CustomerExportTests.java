package com.experiture.readme;

import java.io.IOException;

import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

import com.experiture.boot.test.autoconfigure.AutoConfigureExperitureEmulator;
import com.experiture.client.bulk.BulkReport;
import com.experiture.emulator.ExperitureEmulator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The README's export runs on a real PostgreSQL.
 */
@SpringBootTest(properties = { "spring.jdbc.template.fetch-size=100", "experiture.records.naming=snake-case" })
@AutoConfigureExperitureEmulator
class CustomerExportTests {

	private static final int CUSTOMERS = 25_000;

	@Test
	void exportsEachCustomerOnce(@Autowired CustomerExport export, @Autowired JdbcTemplate jdbc,
			@Autowired ExperitureEmulator emulator) {
		jdbc.execute("create table customers (email text, first_name text)");
		jdbc.update("insert into customers select 'jane' || n || '@example.com', 'Jane' from generate_series(1, ?) n",
				CUSTOMERS);
		jdbc.update("update customers set first_name = null where email = 'jane7@example.com'");
		BulkReport report = export.exportCustomers();
		assertThat(report.accepted()).isEqualTo(CUSTOMERS);
		assertThat(report.rejected()).isZero();
		assertThat(emulator.count("profiles")).isEqualTo(CUSTOMERS);
		assertThat(emulator.record("profiles", "email", "jane8@example.com")).get()
			.satisfies((held) -> assertThat(held).containsEntry("first_name", "Jane"));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(CustomerExport.class)
	static class Application {

		@Bean(destroyMethod = "close")
		EmbeddedPostgres postgres() throws IOException {
			return EmbeddedPostgres.start();
		}

		@Bean
		DataSource dataSource(EmbeddedPostgres postgres) {
			return postgres.getPostgresDatabase();
		}

	}

}
