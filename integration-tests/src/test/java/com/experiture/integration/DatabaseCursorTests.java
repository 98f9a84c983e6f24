package com.experiture.integration;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.cursor.Cursor;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import com.experiture.client.ExperitureClient;
import com.experiture.client.auth.ClientCredentials;
import com.experiture.client.auth.ClientCredentials.ClientAuthentication;
import com.experiture.client.bulk.BulkOptions;
import com.experiture.client.bulk.BulkReport;
import com.experiture.client.bulk.RecordSource;
import com.experiture.emulator.ExperitureEmulator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bulk writes from cursors of H2 and PostgreSQL, with a fetch size and without
 * auto-commit, so that the database keeps the rows and fails a cursor that is read behind
 * its end or closed too early.
 */
class DatabaseCursorTests {

	private static final int BATCH = 100;

	private static final String QUERY = "select email, first_name from customers where number < %d order by number";

	private static EmbeddedPostgres postgres;

	private final ExperitureEmulator emulator = ExperitureEmulator.start();

	private ExperitureClient client;

	@BeforeAll
	static void startDatabase() throws IOException {
		postgres = EmbeddedPostgres.start();
	}

	@AfterAll
	static void stopDatabase() throws IOException {
		postgres.close();
	}

	@BeforeEach
	void createClient() {
		this.client = ExperitureClient.builder()
			.baseUrl(this.emulator.baseUrl())
			.credentials(new ClientCredentials(this.emulator.tokenUri(), this.emulator.clientId(),
					this.emulator.clientSecret(), List.of(), ClientAuthentication.CLIENT_SECRET_BASIC))
			.build();
	}

	@AfterEach
	void close() {
		this.client.close();
		this.emulator.close();
	}

	static List<Object[]> cursors() {
		Map<String, Reading> libraries = Map.of("JdbcTemplate", DatabaseCursorTests::jdbcTemplate, "JdbcClient",
				DatabaseCursorTests::jdbcClient, "JPA", DatabaseCursorTests::jpa, "MyBatis",
				DatabaseCursorTests::myBatis);
		List<Object[]> cursors = new ArrayList<>();
		for (String database : List.of("H2", "PostgreSQL")) {
			for (int rows : new int[] { 0, BATCH - 1, BATCH, BATCH + 1, 5 * BATCH }) {
				libraries.forEach((library, reading) -> cursors.add(new Object[] { library, database, rows, reading }));
			}
		}
		return cursors;
	}

	@ParameterizedTest(name = "{2} rows by {0} of {1}")
	@MethodSource("cursors")
	void writesEveryRowOnce(String library, String database, int rows, Reading reading) throws SQLException {
		DataSource dataSource = database.equals("H2") ? h2() : postgres.getPostgresDatabase();
		fill(dataSource, rows);
		BulkReport report = reading.read(dataSource, rows, (source) -> this.client.records()
			.upsertAll("profiles", source, "email", BulkOptions.builder().batchSize(BATCH, 1_000_000).build()));
		assertThat(report.accepted()).isEqualTo(rows);
		assertThat(report.rejected()).isZero();
		assertThat(this.emulator.count("profiles")).isEqualTo(rows);
	}

	private static DataSource h2() {
		JdbcDataSource dataSource = new JdbcDataSource();
		dataSource.setUrl("jdbc:h2:mem:customers;DB_CLOSE_DELAY=-1;LAZY_QUERY_EXECUTION=1");
		return dataSource;
	}

	private static void fill(DataSource dataSource, int rows) throws SQLException {
		try (Connection connection = dataSource.getConnection()) {
			connection.createStatement().execute("drop table if exists customers");
			connection.createStatement()
				.execute(
						"create table customers (number int primary key, email varchar(100), first_name varchar(100))");
			try (PreparedStatement insert = connection
				.prepareStatement("insert into customers (number, email, first_name) values (?, ?, ?)")) {
				// One more than is read, so that the cursor is still open at the end.
				for (int i = 0; i < rows + 1; i++) {
					insert.setInt(1, i);
					insert.setString(2, "jane" + i + "@example.com");
					insert.setString(3, "Jane");
					insert.addBatch();
				}
				insert.executeBatch();
			}
		}
	}

	private static BulkReport jdbcTemplate(DataSource dataSource, int rows, Function<RecordSource, BulkReport> write) {
		JdbcTemplate jdbc = new JdbcTemplate(dataSource);
		jdbc.setFetchSize(50);
		return inTransaction(dataSource, () -> write.apply(RecordSource.of(jdbc.queryForStream(QUERY.formatted(rows),
				(row, number) -> Map.of("email", row.getString("email"), "first_name", row.getString("first_name"))))));
	}

	private static BulkReport jdbcClient(DataSource dataSource, int rows, Function<RecordSource, BulkReport> write) {
		JdbcClient jdbc = JdbcClient.create(dataSource);
		return inTransaction(dataSource, () -> {
			Stream<Row> customers = jdbc.sql(QUERY.formatted(rows)).withFetchSize(50).query(Row.class).stream();
			return write.apply(RecordSource.of(customers
				.map((customer) -> Map.of("email", customer.email(), "first_name", customer.firstName()))));
		});
	}

	private static <T> T inTransaction(DataSource dataSource, Supplier<T> work) {
		TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
		transaction.setReadOnly(true);
		T result = transaction.execute((status) -> work.get());
		assertThat(result).isNotNull();
		return result;
	}

	private static BulkReport jpa(DataSource dataSource, int rows, Function<RecordSource, BulkReport> write) {
		try (EntityManagerFactory factory = new HibernatePersistenceConfiguration("customers")
			.managedClass(Customer.class)
			.property("jakarta.persistence.nonJtaDataSource", dataSource)
			.createEntityManagerFactory(); EntityManager entities = factory.createEntityManager()) {
			entities.getTransaction().begin();
			Stream<Customer> customers = entities
				.createQuery("select c from Customer c where c.number < :rows order by c.number", Customer.class)
				.setParameter("rows", rows)
				.setHint("org.hibernate.fetchSize", 50)
				.getResultStream();
			BulkReport report = write.apply(RecordSource
				.of(customers.map((customer) -> Map.of("email", customer.email, "first_name", customer.firstName))));
			entities.getTransaction().commit();
			return report;
		}
	}

	private static BulkReport myBatis(DataSource dataSource, int rows, Function<RecordSource, BulkReport> write) {
		Configuration configuration = new Configuration(
				new Environment("test", new JdbcTransactionFactory(), dataSource));
		configuration.addMapper(CustomerMapper.class);
		SqlSessionFactory sessions = new SqlSessionFactoryBuilder().build(configuration);
		try (SqlSession session = sessions.openSession(false)) {
			return write.apply(RecordSource.of(session.getMapper(CustomerMapper.class).customers(rows)));
		}
	}

	@FunctionalInterface
	interface Reading {

		BulkReport read(DataSource dataSource, int rows, Function<RecordSource, BulkReport> write);

	}

	interface CustomerMapper {

		@Select("select email as \"email\", first_name as \"first_name\" from customers where number < #{rows} order by number")
		@Options(fetchSize = 50)
		Cursor<Map<String, Object>> customers(int rows);

	}

	record Row(String email, String firstName) {
	}

	@Entity(name = "Customer")
	@Table(name = "customers")
	static class Customer {

		@Id
		int number;

		String email;

		@Column(name = "first_name")
		String firstName;

	}

}
