package com.experiture.sample;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A customer as the CDP stores it. Members that are {@code null} are not sent, so they
 * leave what the CDP knows unchanged.
 */
record Customer(String customerId, String company, String contactName, String contactTitle, String street, String city,
		@Nullable String region, @Nullable String postalCode, String country, @Nullable String officePhone) {

	static Customer of(Map<String, @Nullable String> row) {
		return new Customer(Csv.required(row, "customer_id"), Csv.required(row, "company"),
				Csv.required(row, "contact_name"), Csv.required(row, "contact_title"), Csv.required(row, "street"),
				Csv.required(row, "city"), row.get("region"), row.get("postal_code"), Csv.required(row, "country"),
				row.get("office_phone"));
	}

}
