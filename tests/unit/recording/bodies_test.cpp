// Bodies in every form in which they can be written, as they go into the file and as the mock server compares them.
#include <gtest/gtest.h>

#include <string>

#include "support/golden.h"
#include "support/raw_client.h"
#include "support/temporary_folder.h"
#include "tally/consumer.h"

namespace tally {
namespace {

using namespace tally::matchers;
using testing_support::TemporaryFolder;

// The status of the answer to a PUT of `body`.
int put(const MockServer& mock, const std::string& target, const std::string& type, const std::string& body) {
    testing_support::RawClient client(mock.port());
    client.send("PUT " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: " + type +
                "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    return testing_support::status_of(client.receive_response());
}

const std::string kPng("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);

ExpectedRequest expect(Contract& contract, const std::string& what) {
    return contract.upon_receiving(what, Place{"tests/shop_test.cpp", 7}).with_request("PUT", '/' + what);
}

void expect_bodies(Contract& contract) {
    expect(contract, "form")
        .form_body({{"name", like("Lamp")}, {"tag", each_like(regex("[a-z]+", "new"))}, {"flag", "a b"}})
        .will_respond_with(200);
    expect(contract, "xml")
        .xml_body(element("p:order", {{"xmlns:p", "urn:shop"}, {"id", integer(10)}},
                          {element("note", {}, {like("with <care>")}), each_like(element("item", {{"sku", like("A1")}}), at_least(2)),
                           element("empty")}))
        .will_respond_with(200);
    expect(contract, "multipart")
        .multipart_body({MultipartPart::field("title", regex(".+", "A lamp")),
                         MultipartPart::file("data", "data.json", "application/json", {{"id", integer(10)}}),
                         MultipartPart::file("text", "a.txt", "text/plain", "as it is")})
        .will_respond_with(200);
    expect(contract, "image").body_of_type(kPng, "image/png").will_respond_with(200);
    expect(contract, "text").text_body(regex("[0-9]+ items", "3 items")).will_respond_with(200);
    expect(contract, "bytes").body(std::string("\0\1\2", 3), "application/octet-stream").will_respond_with(200);
    expect(contract, "nothing").empty_body().will_respond_with(any_status(StatusClass::success, 204));
}

TEST(Bodies, AreComparedAsTheyWereWritten) {
    const TemporaryFolder folder;
    Contract contract("web-shop", "catalogue");
    contract.write_to(folder.path().string());
    expect_bodies(contract);
    const std::string form = "application/x-www-form-urlencoded";
    const std::string parts =
        "--x\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nAnother\r\n"
        "--x\r\nContent-Disposition: form-data; name=\"data\"; filename=\"data.json\"\r\nContent-Type: application/json\r\n\r\n"
        "{\"id\": 7}\r\n"
        "--x\r\nContent-Disposition: form-data; name=\"text\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\n"
        "as it is\r\n--x--\r\n";
    const Outcome outcome = contract.run([&](const MockServer& mock) {
        EXPECT_EQ(put(mock, "/form", form, "flag=a+b&tag=x&tag=y&name=Sofa"), 200);
        EXPECT_EQ(put(mock, "/xml", "application/xml",
                      "<q:order xmlns:q='urn:shop' id='7'><note>x</note><item sku='B'/><item sku='C'/><item "
                      "sku='D'/><empty/></q:order>"),
                  200);
        EXPECT_EQ(put(mock, "/multipart", "multipart/form-data; boundary=x", parts), 200);
        EXPECT_EQ(put(mock, "/image", "image/png", kPng + "more"), 200);
        EXPECT_EQ(put(mock, "/text", "text/plain", "12 items"), 200);
        EXPECT_EQ(put(mock, "/bytes", "application/octet-stream", std::string("\0\1\2", 3)), 200);
        EXPECT_EQ(put(mock, "/nothing", "text/plain", ""), 204);
    });
    EXPECT_TRUE(outcome.passed()) << outcome.text();
    EXPECT_TRUE(testing_support::matches_golden("recording/bodies.json", folder.read("web-shop-catalogue.json")));
}

struct WrongBody {
    const char* name;
    const char* target;
    const char* type;
    std::string body;
};

class Bodies : public testing::TestWithParam<WrongBody> {};

TEST_P(Bodies, AreRefusedWhereTheyDiffer) {
    const TemporaryFolder folder;
    Contract contract("web-shop", "catalogue");
    contract.write_to(folder.path().string());
    expect_bodies(contract);
    (void)contract.run([&](const MockServer& mock) {
        EXPECT_EQ(put(mock, GetParam().target, GetParam().type, GetParam().body), 500);
    });
}

INSTANTIATE_TEST_SUITE_P(
    Rows, Bodies,
    testing::ValuesIn(std::vector<WrongBody>{
        {"FormFieldThatBreaksItsMatcher", "/form", "application/x-www-form-urlencoded", "flag=a+b&tag=1&name=Sofa"},
        {"FormWithoutAField", "/form", "application/x-www-form-urlencoded", "flag=a+b&tag=x"},
        {"XmlOfAnotherNamespace", "/xml", "application/xml",
         "<order id='7'><note>x</note><item sku='B'/><empty/></order>"},
        {"XmlAttributeThatBreaksItsMatcher", "/xml", "application/xml",
         "<q:order xmlns:q='urn:shop' id='seven'><note>x</note><item sku='B'/><empty/></q:order>"},
        {"XmlWithoutAnElement", "/xml", "application/xml",
         "<q:order xmlns:q='urn:shop' id='7'><note>x</note><item sku='B'/></q:order>"},
        {"PartThatBreaksItsMatcher", "/multipart", "multipart/form-data; boundary=x",
         "--x\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nAnother\r\n"
         "--x\r\nContent-Disposition: form-data; name=\"data\"; filename=\"data.json\"\r\nContent-Type: "
         "application/json\r\n\r\n{\"id\": \"seven\"}\r\n"
         "--x\r\nContent-Disposition: form-data; name=\"text\"; filename=\"a.txt\"\r\nContent-Type: "
         "text/plain\r\n\r\nas it is\r\n--x--\r\n"},
        {"ContentOfAnotherType", "/image", "image/png", "GIF89a and more"},
        {"TextThatBreaksItsMatcher", "/text", "text/plain", "no items"},
        {"OtherBytes", "/bytes", "application/octet-stream", std::string("\0\1\3", 3)},
        {"SomethingWhereNothingMayCome", "/nothing", "text/plain", "x"},
    }),
    [](const auto& row) { return row.param.name; });

TEST(Interactions, SayOfThemselvesWhatVersion4Has) {
    const TemporaryFolder folder;
    Contract contract("web-shop", "catalogue");
    contract.write_to(folder.path().string());
    contract.upon_receiving("a note", Place{"tests/shop_test.cpp", 7})
        .key("note-1")
        .pending()
        .comment("for the new notes")
        .comment("see the wiki")
        .comment("owner", {{"team", "shop"}})
        .test_name("Notes.AreKept")
        .reference("ticket", "id", "SHOP-12")
        .reference("ticket", "size", 3)
        .with_request("GET", "/notes/1")
        .will_respond_with(200);
    const Outcome outcome = contract.run([](const MockServer& mock) {
        testing_support::RawClient client(mock.port());
        client.send("GET /notes/1 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        EXPECT_EQ(testing_support::status_of(client.receive_response()), 200);
    });
    EXPECT_TRUE(outcome.passed()) << outcome.text();
    EXPECT_TRUE(testing_support::matches_golden("recording/descriptions.json", folder.read("web-shop-catalogue.json")));
}

TEST(Interactions, AreWrittenInVersion2) {
    const TemporaryFolder folder;
    Contract contract("web-shop", "catalogue");
    contract.write_to(folder.path().string()).specification(Specification::v2);
    contract.upon_receiving("a search")
        .given("products exist")
        .with_request("GET", regex("/products/?", "/products"))
        .query("q", like("desk lamp"))
        .will_respond_with(200)
        .header("Vary", "Accept, Origin")
        .json_body({{"items", each_like({{"name", regex("[A-Z].*", "Lamp")}})}});
    const Outcome outcome = contract.run([](const MockServer& mock) {
        testing_support::RawClient client(mock.port());
        client.send("GET /products/?q=sofa HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        EXPECT_EQ(testing_support::status_of(client.receive_response()), 200);
    });
    EXPECT_TRUE(outcome.passed()) << outcome.text();
    EXPECT_TRUE(testing_support::matches_golden("recording/contract_v2.json", folder.read("web-shop-catalogue.json")));
}

}  // namespace
}  // namespace tally
