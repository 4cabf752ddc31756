package io.callwarden;

import io.callwarden.config.Settings;
import io.callwarden.cost.Price;
import io.callwarden.cost.Prices;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Reads what a customer is worth. */
final class MoneyConfig {
    private static final long MOST_MONEY = 999_999_999;
    private static final long MOST_PURCHASES = 10_000;

    private MoneyConfig() {}

    /** Null where no average sale is set: then nothing is priced. */
    static Prices from(Settings settings) {
        String currency = settings.text("money.currency", "USD");
        if (!currency.matches("[A-Z]{3}")) {
            settings.refuse("money.currency", "must be three capital letters such as USD, as ISO 4217 has them");
        }
        Price usual = new Price(
                settings.amount("money.average-sale", 0, 0, MOST_MONEY),
                settings.share("money.conversion", "0").orElse(BigDecimal.ZERO),
                settings.amount("money.repeat-purchases", 1, 1, MOST_PURCHASES));
        requireBuyers(settings, "money", usual);
        Map<String, Price> byDid = prices(settings, "money.dids", usual);
        Map<String, Price> byQueue = prices(settings, "money.queues", usual);
        return settings.isSet("money.average-sale") || !byDid.isEmpty() || !byQueue.isEmpty()
                ? new Prices(currency, usual, byDid, byQueue)
                : null;
    }

    private static Map<String, Price> prices(Settings settings, String parent, Price usual) {
        Set<String> names = new LinkedHashSet<>();
        for (String leaf : new String[] {"average-sale", "conversion", "repeat-purchases"}) {
            names.addAll(settings.names(parent, leaf));
        }
        Map<String, Price> prices = new LinkedHashMap<>();
        names.forEach(name -> prices.put(name, price(settings, parent + "." + name, usual)));
        return prices;
    }

    private static Price price(Settings settings, String key, Price usual) {
        Price price = new Price(
                settings.amount(key + ".average-sale", 0, MOST_MONEY).orElse(usual.averageSale()),
                settings.share(key + ".conversion", "").orElse(usual.conversion()),
                settings.amount(key + ".repeat-purchases", 1, MOST_PURCHASES).orElse(usual.repeatPurchases()));
        requireBuyers(settings, key, price);
        return price;
    }

    /** A sale that nobody makes would price every customer at nothing, without a word. */
    private static void requireBuyers(Settings settings, String key, Price price) {
        if (price.averageSale().signum() > 0 && price.conversion().signum() == 0) {
            settings.refuse(
                    key + ".conversion",
                    "must be above 0 where there is an average sale: the share of callers who buy, such as 0.37");
        }
    }
}
