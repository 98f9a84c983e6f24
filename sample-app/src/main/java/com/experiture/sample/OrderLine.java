package com.experiture.sample;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A line of an order, an event of its customer.
 */
record OrderLine(String orderId, int lineId, String customerId, Instant orderedAt, @Nullable Instant shippedAt,
		String product, String category, int quantity, BigDecimal unitPrice, BigDecimal discount, String shipCity,
		String shipCountry) {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");

	static OrderLine of(Map<String, @Nullable String> row, ZoneId zone) {
		String shippedAt = row.get("shipped_at");
		return new OrderLine(Csv.required(row, "order_id"), Integer.parseInt(Csv.required(row, "line_id")),
				Csv.required(row, "customer_id"), instant(Csv.required(row, "ordered_at"), zone),
				(shippedAt != null) ? instant(shippedAt, zone) : null, Csv.required(row, "product"),
				Csv.required(row, "category"), Integer.parseInt(Csv.required(row, "quantity")),
				new BigDecimal(Csv.required(row, "unit_price")), new BigDecimal(Csv.required(row, "discount")),
				Csv.required(row, "ship_city"), Csv.required(row, "ship_country"));
	}

	// The API rejects times without a zone; the file's own is only known to its owner.
	private static Instant instant(String text, ZoneId zone) {
		return LocalDateTime.parse(text, TIME).atZone(zone).toInstant();
	}

}
