// What the broker answers when its database is in trouble: whether it is worth trying again, and whether anything
// was kept.
#include "api/broker_fixture.h"

namespace tally::testing_support {

namespace {

using Kind = storage::StorageError::Kind;

class DatabaseInTrouble final : public storage::Database {
  public:
    explicit DatabaseInTrouble(Kind kind) : kind_(kind) {}
    const storage::Dialect& dialect() const override { throw std::logic_error("nobody asks"); }
    void read(const std::function<void(storage::Transaction&)>&) override { fail(); }
    void write(const std::function<bool(storage::Transaction&)>&) override { fail(); }
    std::unique_ptr<storage::Hold> try_hold(std::string_view) override { fail(); }

  private:
    [[noreturn]] void fail() const { throw storage::StorageError("the disk /dev/secret is on fire", kind_); }

    const Kind kind_;
};

struct TroubleCase {
    const char* name;
    Kind kind;
    int status;
    const char* retry_after;
    const char* message;
};
class Trouble : public testing::TestWithParam<TroubleCase> {
  protected:
    http::Response send(http::Request request) {
        request.headers.set("Host", "broker.example");
        return broker_.handle(request);
    }

    DatabaseInTrouble database_{GetParam().kind};
    FakeClock clock_;
    SeededRandom random_{1};
    Broker broker_{database_, clock_, random_, {}};
};

TEST_P(Trouble, IsAnsweredWithWhatToDoAndNoDetails) {
    for (const auto& [method, path] :
         {std::pair("GET", "/pacticipants"), std::pair("PUT", "/pacticipants/web/versions/1/tags/x")}) {
        const auto response = send({method, path, {{"Content-Type", "application/json"}}, {}, {}});
        EXPECT_EQ(response.status, GetParam().status);
        EXPECT_EQ(response.headers.value_or("Retry-After", ""), GetParam().retry_after);
        const auto document = json::parse(response.body);
        ASSERT_TRUE(document) << response.body;
        ASSERT_NE(document->find("error"), nullptr) << response.body;
        EXPECT_EQ(*document->find("error")->find("message")->string(), GetParam().message);
        EXPECT_EQ(document->find("error")->find("reference")->string()->size(), 10u);
        EXPECT_EQ(response.body.find("secret"), std::string::npos) << response.body;
    }
}

TEST_P(Trouble, IsAProblemForThoseWhoAskForProblems) {
    const auto response =
        send({"GET", "/pacticipants", {{"Accept", "application/hal+json, application/problem+json"}}, {}, {}});
    const auto document = json::parse(response.body);
    ASSERT_TRUE(document) << response.body;
    EXPECT_EQ(response.status, GetParam().status);
    EXPECT_EQ(json::to_text(*document->find("status")), std::to_string(GetParam().status));
    EXPECT_NE(*document->find("title")->string(), "");
    EXPECT_EQ(document->find("detail")->string()->find(GetParam().message), 0u) << response.body;
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, Trouble,
    testing::ValuesIn(std::vector<TroubleCase>{
        {"Full", Kind::full, 507, "",
         "the broker's database has no space left, so nothing was stored; tell who operates the broker"},
        {"Away", Kind::away, 503, "5",
         "the broker's database cannot be reached at the moment; try again in a few seconds"},
        {"Uncertain", Kind::uncertain, 500, "",
         "the database was lost while it stored this, and it may or may not have been kept; try again"},
        {"Broken", Kind::broken, 500, "", "the broker could not answer; its log has the reason"},
    }),
    [](const auto& row) { return row.param.name; });

}  // namespace

}  // namespace tally::testing_support
