package com.experiture.readme;

import java.util.Map;
import java.util.stream.Stream;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import com.experiture.client.records.BulkOptions;
import com.experiture.client.records.BulkReport;
import com.experiture.client.records.RecordSource;
import com.experiture.client.records.RecordsClient;

@Service
class CustomerExport {

	private final JdbcTemplate jdbc;

	private final RecordsClient records;

	CustomerExport(JdbcTemplate jdbc, RecordsClient records) {
		this.jdbc = jdbc;
		this.records = records;
	}

	@Transactional(readOnly = true)
	public BulkReport exportCustomers() {
		Stream<Map<String, Object>> customers = this.jdbc.queryForStream("select email, first_name from customers",
				(row, number) -> Map.of("email", row.getString(1), "first_name", row.getString(2)));
		return this.records.upsertAll("profiles", RecordSource.of(customers), BulkOptions.matchKey("email"));
	}

}
