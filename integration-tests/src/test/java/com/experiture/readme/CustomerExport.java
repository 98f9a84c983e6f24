package com.experiture.readme;

import java.util.stream.Stream;

import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import com.experiture.client.bulk.BulkReport;
import com.experiture.client.bulk.RecordSource;
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
		Stream<Contact> contacts = this.jdbc.queryForStream("select email, first_name from customers",
				new DataClassRowMapper<>(Contact.class));
		return this.records.upsertAll("profiles", RecordSource.of(contacts), "email");
	}

	record Contact(String email, String firstName) {
	}

}
