// Faults of a mock server from the draft of a contract to what a client sees.
#include <gtest/gtest.h>

#include "recording/draft.h"
#include "recording/record_run.h"
#include "support/golden.h"
#include "support/raw_client.h"
#include "support/temporary_folder.h"

namespace tally::recording {
namespace {

using testing_support::TemporaryFolder;

constexpr const char* kFile = "web-shop-catalogue.json";
constexpr const char* kBody = "everything there is";

ContractDraft draft_with(std::optional<Fault> fault, const TemporaryFolder& folder) {
    auto interaction = std::make_shared<InteractionDraft>();
    interaction->description = "a page";
    interaction->request = RequestDraft{"GET", "/page", {}, {}, std::nullopt, {"page_test.cpp", 2}};
    interaction->response =
        ResponseDraft{200, {}, BodyDraft{false, {}, kBody, "text/plain", {}}, {"page_test.cpp", 3}, fault};
    interaction->place = {"page_test.cpp", 1};
    ContractDraft draft;
    draft.consumer = "web-shop";
    draft.provider = "catalogue";
    draft.folder = folder.path().string();
    draft.interactions.push_back(interaction);
    return draft;
}

struct Seen {
    std::string response;
    Outcome outcome;
};

Seen ask_for_the_page(const ContractDraft& draft) {
    Seen seen;
    seen.outcome = record_run(draft, "",
                              [&](const MockServer& mock) {
                                  testing_support::RawClient client(mock.port());
                                  client.send("GET /page HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
                                  seen.response = client.receive_all();
                                  return true;
                              },
                              {"page_test.cpp", 9});
    return seen;
}

TEST(MockFaults, AreSeenByTheClientAndNotInTheContract) {
    const TemporaryFolder good, dropped, truncated;
    EXPECT_EQ(testing_support::body_of(ask_for_the_page(draft_with(std::nullopt, good)).response), kBody);

    const Seen nothing = ask_for_the_page(draft_with(Fault{.drop_connection = true}, dropped));
    EXPECT_TRUE(nothing.outcome.passed()) << nothing.outcome.text();
    EXPECT_EQ(nothing.response, "");
    EXPECT_EQ(dropped.read(kFile), good.read(kFile));

    const Seen part = ask_for_the_page(draft_with(Fault{.truncate_body = 5}, truncated));
    EXPECT_TRUE(part.outcome.passed()) << part.outcome.text();
    EXPECT_EQ(testing_support::body_of(part.response), "every");
    EXPECT_EQ(truncated.read(kFile), good.read(kFile));
    EXPECT_NE(good.read(kFile).find(kBody), std::string::npos);
}

TEST(MockFaults, ThatNobodyWouldSeeAreMistakes) {
    const TemporaryFolder folder;
    std::string mistakes;
    for (const Fault& fault : {Fault{.truncate_body = 19}, Fault{.drop_connection = true, .truncate_body = 1},
                               Fault{.delay = std::chrono::milliseconds(-1)}})
        mistakes += ask_for_the_page(draft_with(fault, folder)).outcome.text() + '\n';
    EXPECT_TRUE(testing_support::matches_golden("recording/fault_mistakes.txt", mistakes));
}

}  // namespace
}  // namespace tally::recording
