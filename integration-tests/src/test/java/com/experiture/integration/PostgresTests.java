package com.experiture.integration;

import java.sql.Connection;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PostgresTests {

	@Test
	void starts() throws Exception {
		try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
				Connection connection = postgres.getPostgresDatabase().getConnection()) {
			assertThat(connection.isValid(1)).isTrue();
		}
	}

}
