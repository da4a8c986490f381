package live.devhooks.bench.product;

/** A successful STK callback of 700 bytes, with a CheckoutRequestID that the load generator makes unlike all others. */
public final class StkBody {

    /** Bytes of it. */
    public static final int LENGTH = 700;

    private static final String CALLBACK = """
            {
              "Body": {
                "stkCallback": {
                  "MerchantRequestID": "29115-34620561-1",
                  "CheckoutRequestID": "ws_CO_@@@@@@@@@@@@@@@@",
                  "ResultCode": 0,
                  "ResultDesc": "The service request is processed successfully.",
                  "CallbackMetadata": {
                    "Item": [
                      {
                        "Name": "Amount",
                        "Value": 1.00
                      },
                      {
                        "Name": "MpesaReceiptNumber",
                        "Value": "NLJ7RT61SV"
                      },
                      {
                        "Name": "TransactionDate",
                        "Value": 20191219102115
                      },
                      {
                        "Name": "PhoneNumber",
                        "Value": 254708374149
                      }
                    ]
                  }
                }
              }
            }
            """;

    /** What the load generator sends. */
    public static final String TEMPLATE = padded(CALLBACK);

    private StkBody() {}

    private static String padded(String callback) {
        return callback + " ".repeat(LENGTH - callback.length());
    }
}
