#include "http/signatures.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace tally::http {
namespace {

using namespace std::string_literals;

const std::string kZeros(40, '\0');

std::string first_name(const std::string& bytes) {
    return detect_media_types(bytes).front();
}

std::string little_endian(std::size_t number, std::size_t size) {
    std::string bytes;
    for (std::size_t i = 0; i < size; ++i) bytes += static_cast<char>(number >> (8 * i) & 0xFF);
    return bytes;
}

std::string zip_entry(const std::string& name, const std::string& content) {
    return "PK\3\4\x14\0\0\0\0\0\0\0\0\0"s + little_endian(0, 4) + little_endian(content.size(), 4) +
           little_endian(content.size(), 4) + little_endian(name.size(), 2) + little_endian(0, 2) + name +
           content;
}

struct ContentsCase {
    const char* name;
    std::string bytes;
    const char* type;
};
class DetectMediaTypes : public testing::TestWithParam<ContentsCase> {};
TEST_P(DetectMediaTypes, Row) {
    EXPECT_EQ(first_name(GetParam().bytes), GetParam().type);
}
const auto kName = [](const auto& row) { return row.param.name; };
INSTANTIATE_TEST_SUITE_P(Images, DetectMediaTypes,
                         testing::ValuesIn(std::vector<ContentsCase>{
                             {"Png", "\x89PNG\r\n\x1a\n" + kZeros, "image/png"},
                             {"Jpeg", "\xff\xd8\xff\xe0" + kZeros, "image/jpeg"},
                             {"Gif", "GIF89a" + kZeros, "image/gif"},
                             {"Webp", "RIFF\x24\0\0\0WEBPVP8 "s + kZeros, "image/webp"},
                             {"Bmp", "BM\x46\0\0\0\0\0\0\0\x36\0\0\0"s + kZeros, "image/bmp"},
                             {"TiffLittleEndian", "II*\0\x08"s + kZeros, "image/tiff"},
                             {"TiffBigEndian", "MM\0*\0\0\0\x08"s + kZeros, "image/tiff"},
                             {"Icon", "\0\0\1\0\1\0\x10\x10"s + kZeros, "image/vnd.microsoft.icon"},
                             {"Photoshop", "8BPS\0\1"s + kZeros, "image/vnd.adobe.photoshop"},
                             {"Heic", "\0\0\0\x18"s + "ftypheic" + kZeros, "image/heif"},
                             {"Avif", "\0\0\0\x18"s + "ftypavif" + kZeros, "image/avif"},
                             {"JpegXl", "\xff\x0a" + kZeros, "image/jxl"},
                             {"Jpeg2000", "\0\0\0\x0cjP  \r\n\x87\n"s + kZeros, "image/jp2"},
                         }),
                         kName);
INSTANTIATE_TEST_SUITE_P(
    Documents, DetectMediaTypes,
    testing::ValuesIn(std::vector<ContentsCase>{
        {"Pdf", "%PDF-1.5\n", "application/pdf"},
        {"PostScript", "%!PS-Adobe-3.0\n", "application/postscript"},
        {"Rtf", "{\\rtf1\\ansi hello}", "application/rtf"},
        {"OldOffice", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + kZeros, "application/x-ole-storage"},
        {"Sqlite", "SQLite format 3\0"s + kZeros, "application/vnd.sqlite3"},
        {"Docx", zip_entry("[Content_Types].xml", "<x/>") + zip_entry("word/document.xml", "<x/>"),
         "application/zip"},
        {"OpenDocument",
         zip_entry("mimetype", "application/vnd.oasis.opendocument.text") + zip_entry("a", "b"),
         "application/vnd.oasis.opendocument.text"},
        {"Epub", zip_entry("mimetype", "application/epub+zip"), "application/epub+zip"},
        {"Html", "<!DOCTYPE html><html></html>", "text/html"},
        {"Xml", "<?xml version='1.0'?><a/>", "application/xml"},
        {"Json", "{\"a\": 1}", "application/json"},
        {"PlainText", "hello", "text/plain"},
        {"NoText", "\x8f\x91\xfe", "application/octet-stream"},
        {"ZeroBytes", "\0\0\0\0"s, "application/octet-stream"},
        {"Nothing", "", "text/plain"},
    }),
    kName);
INSTANTIATE_TEST_SUITE_P(Archives, DetectMediaTypes,
                         testing::ValuesIn(std::vector<ContentsCase>{
                             {"Zip", zip_entry("a.txt", "x"), "application/zip"},
                             {"EmptyZip", "PK\5\6"s + kZeros, "application/zip"},
                             {"Gzip", "\x1f\x8b\x08" + kZeros, "application/gzip"},
                             {"Bzip2", "BZh91AY&SY" + kZeros, "application/x-bzip2"},
                             {"Xz", "\xfd"s + "7zXZ\0"s + kZeros, "application/x-xz"},
                             {"Zstd", "\x28\xb5\x2f\xfd" + kZeros, "application/zstd"},
                             {"SevenZip", "7z\xbc\xaf\x27\x1c" + kZeros, "application/x-7z-compressed"},
                             {"Rar", "Rar!\x1a\x07\1\0"s + kZeros, "application/vnd.rar"},
                             {"Tar", std::string(257, 'a') + "ustar\0"s + kZeros, "application/x-tar"},
                             {"Debian", "!<arch>\ndebian-binary   ", "application/vnd.debian.binary-package"},
                         }),
                         kName);
INSTANTIATE_TEST_SUITE_P(SoundAndVideo, DetectMediaTypes,
                         testing::ValuesIn(std::vector<ContentsCase>{
                             {"Mp3WithTags", "ID3\4\0\0\0\0\0\0"s + kZeros, "audio/mpeg"},
                             {"Mp3", "\xff\xfb\x90\x64" + kZeros, "audio/mpeg"},
                             {"Aac", "\xff\xf1\x50\x80" + kZeros, "audio/aac"},
                             {"Ogg", "OggS\0\2"s + kZeros, "audio/ogg"},
                             {"Flac", "fLaC\0\0\0\x22"s + kZeros, "audio/x-flac"},
                             {"Wav", "RIFF\x24\0\0\0WAVEfmt "s + kZeros, "audio/x-wav"},
                             {"Aiff", "FORM\0\0\0\x20"s + "AIFFCOMM", "audio/x-aiff"},
                             {"Midi", "MThd\0\0\0\6\0\1"s, "audio/midi"},
                             {"Mp4", "\0\0\0\x18"s + "ftypisom" + kZeros, "video/mp4"},
                             {"M4a", "\0\0\0\x18"s + "ftypM4A " + kZeros, "audio/m4a"},
                             {"QuickTime", "\0\0\0\x18"s + "ftypqt  " + kZeros, "video/quicktime"},
                             {"Webm", "\x1a\x45\xdf\xa3\x93\x42\x82\x88webm" + kZeros, "video/webm"},
                             {"Matroska", "\x1a\x45\xdf\xa3\x93\x42\x82\x88matroska" + kZeros,
                              "video/x-matroska"},
                             {"Avi", "RIFF\x24\0\0\0AVI LIST"s, "video/x-msvideo"},
                             {"Flv", "FLV\1\5" + kZeros, "video/x-flv"},
                             {"Mpeg", "\0\0\1\xba\x44"s, "video/mpeg"},
                         }),
                         kName);
INSTANTIATE_TEST_SUITE_P(FontsAndPrograms, DetectMediaTypes,
                         testing::ValuesIn(std::vector<ContentsCase>{
                             {"Woff", "wOFF\0\1\0\0"s + kZeros, "application/font-woff"},
                             {"Woff2", "wOF2\0\1\0\0"s + kZeros, "application/font-woff"},
                             {"TrueType", "\0\1\0\0\0\x0c"s + kZeros, "application/font-sfnt"},
                             {"OpenType", "OTTO\0\x0c"s + kZeros, "application/font-sfnt"},
                             {"WebAssembly", "\0asm\1\0\0\0"s, "application/wasm"},
                             {"Elf", "\x7f" + ("ELF\2\1\1" + kZeros), "application/x-executable"},
                             {"JavaClass", "\xca\xfe\xba\xbe\0\0\0\x34"s + kZeros, "application/java"},
                             {"WindowsProgram", "MZ\x90\0"s + kZeros + kZeros,
                              "application/vnd.microsoft.portable-executable"},
                         }),
                         kName);
// Texts that begin like something else.
INSTANTIATE_TEST_SUITE_P(TextsAfterAll, DetectMediaTypes,
                         testing::ValuesIn(std::vector<ContentsCase>{
                             {"LikeBmp", "BMW builds cars in several places of the world", "text/plain"},
                             {"LikeAWindowsProgram",
                              "MZ was the signature of a man who wrote a format for programs in the eighties",
                              "text/plain"},
                             {"LikeBzip2", "BZh is short for something else", "text/plain"},
                             {"LikeFlash", "FWS is an agency that cares for fish and wildlife", "text/plain"},
                             {"LikeAFont", "true", "application/json"},
                             {"LikeAnotherFont", "OTTO is a name", "text/plain"},
                             {"LikeTags", "ID3 is a format for tags", "text/plain"},
                             {"LikeAnArchive", "PK are the initials of its author", "text/plain"},
                         }),
                         kName);

TEST(HasMediaType, AcceptsEveryNameInUse) {
    const std::string wav = "RIFF\x24\0\0\0WAVEfmt "s;
    for (const char* name : {"audio/x-wav", "audio/wav", "audio/vnd.wave", "Audio/WAV"})
        EXPECT_TRUE(has_media_type(wav, name)) << name;
    EXPECT_FALSE(has_media_type(wav, "audio/mpeg"));
    EXPECT_FALSE(has_media_type(wav, "audio/wav;rate=8000"));
}

TEST(HasMediaType, LooksIntoOfficeDocuments) {
    const std::string docx =
        zip_entry("[Content_Types].xml", "<x/>") + zip_entry("word/document.xml", "<x/>");
    EXPECT_TRUE(
        has_media_type(docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"));
    EXPECT_TRUE(has_media_type(docx, "application/zip"));
    EXPECT_FALSE(has_media_type(docx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"));
}

TEST(HasMediaType, KnowsVectorImagesByTheirXml) {
    EXPECT_TRUE(has_media_type("<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml"));
    EXPECT_TRUE(has_media_type("<svg xmlns='http://www.w3.org/2000/svg'/>", "application/xml"));
    EXPECT_FALSE(has_media_type("<a/>", "image/svg+xml"));
}

TEST(DetectMediaTypesSafely, ReadsEveryCutOfEverySample) {
    const std::string samples[] = {zip_entry("mimetype", "application/epub+zip") + zip_entry("word/", "x"),
                                   "PK\3\4" + std::string(26, '\xff'),
                                   "\0\0\0\x18"s + "ftypheic" + kZeros,
                                   "\xff\xfb\x90\x64" + kZeros,
                                   "FWS\1" + kZeros,
                                   "ID3\4" + kZeros};
    for (const std::string& sample : samples)
        for (std::size_t size = 0; size <= sample.size(); ++size)
            EXPECT_FALSE(detect_media_types(std::string(sample, 0, size)).empty());
}

class PublishedFixtures : public testing::Test {
  protected:
    void SetUp() override {
        const char* folder = std::getenv("TALLY_CONFORMANCE_DIR");
        folder_ = std::filesystem::path(folder && *folder ? folder : TALLY_DEFAULT_CONFORMANCE_DIR) /
                  "compat" / "fixtures";
        if (std::filesystem::is_directory(folder_)) return;
        const char* required = std::getenv("TALLY_REQUIRE_CONFORMANCE");
        if (required && std::string_view(required) == "1") FAIL() << "no folder " << folder_;
        GTEST_SKIP() << "no folder " << folder_ << "; set TALLY_CONFORMANCE_DIR";
    }
    std::string detected(const char* file) const {
        std::ifstream in(folder_ / file, std::ios::binary);
        return first_name(std::string(std::istreambuf_iterator<char>(in), {}));
    }
    std::filesystem::path folder_;
};

TEST_F(PublishedFixtures, AreWhatTheScenariosSay) {
    EXPECT_EQ(detected("rat.jpg"), "image/jpeg");
    EXPECT_EQ(detected("spider.jpg"), "image/jpeg");
    EXPECT_EQ(detected("sample.pdf"), "application/pdf");
    EXPECT_EQ(detected("basic.json"), "application/json");
    EXPECT_EQ(detected("xml-body.xml"), "application/xml");
}

}  // namespace
}  // namespace tally::http
