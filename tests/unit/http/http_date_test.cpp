#include "http/http_date.h"

#include <gtest/gtest.h>

namespace tally::http {
namespace {

TEST(HttpDate, IsReadInTheFormThatServersWrite) {
    using namespace std::chrono;
    EXPECT_EQ(parse_http_date(" Wed, 21 Oct 2015 07:28:09 GMT "),
              sys_seconds(sys_days(year(2015) / 10 / 21) + hours(7) + minutes(28) + seconds(9)));
}

TEST(HttpDate, IsNothingElse) {
    for (const char* text :
         {"", "120", "Wed, 21 Oct 2015 07:28:00 CET", "Wednesday, 21-Oct-15 07:28:00 GMT",
          "Wed Oct 21 07:28:00 2015", "Wed, 21 oct 2015 07:28:00 GMT", "Wed, 21 anF 2015 07:28:00 GMT",
          "Wed, 31 Feb 2015 07:28:00 GMT", "Wed, 21 Oct 2015 24:28:00 GMT", "Wed, -1 Oct 2015 07:28:00 GMT",
          "Wed, 21 Oct 2015 07:28:00 GMT and more"}) {
        EXPECT_FALSE(parse_http_date(text)) << text;
    }
}

}  // namespace
}  // namespace tally::http
