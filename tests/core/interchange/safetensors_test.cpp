// Safetensors both ways: bytes as specified by the format, and errors for inconsistent files.
#include <QTemporaryDir>
#include <QTest>
#include <fstream>
#include <map>

#include "core/base/error.hpp"
#include "core/base/torch_headers.hpp"
#include "core/interchange/weights/safetensors.hpp"

using namespace priorscope;
using namespace std::string_literals;

namespace {

std::string framed(const std::string& header, const std::string& data) {
    std::string bytes;
    for (std::size_t i = 0; i < 8; ++i) {
        bytes.push_back(static_cast<char>((header.size() >> (8 * i)) & 0xFF));
    }
    return bytes + header + data;
}

std::string fileBytes(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {(std::istreambuf_iterator<char>(in)), {}};
}

}  // namespace

class TestSafetensors : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::filesystem::path path(const char* name) const { return m_folder.filePath(name).toStdString(); }

    SafetensorsFile read(const std::string& bytes) const {
        std::ofstream(path("given.safetensors"), std::ios::binary) << bytes;
        return readSafetensors("loading weights", path("given.safetensors"));
    }
    QString errorOf(const std::string& bytes) const {
        try {
            read(bytes);
        } catch (const Error& e) {
            return QString::fromStdString(e.what());
        }
        return {};
    }

  private Q_SLOTS:
    void aFileByHand() {
        // 1.5 and -2 as little-endian float32, 1.0 as bfloat16 (the upper half of 0x3F800000).
        const std::string header =
            R"({"__metadata__":{"made by":"hand"},"b":{"dtype":"BF16","shape":[],"data_offsets":[8,10]},)"
            R"("a":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]}}  )";
        const SafetensorsFile file = read(framed(header, "\0\0\xc0\x3f\0\0\0\xc0\x80\x3f"s));
        QCOMPARE(file.metadata.at("made by"), "hand"s);
        QCOMPARE(file.tensors.size(), std::size_t{2});
        QCOMPARE(file.tensors[0].first, "a"s);
        QVERIFY(file.tensors[0].second.equal(torch::tensor({{1.5F}, {-2.0F}})));
        QCOMPARE(file.tensors[1].second.scalar_type(), torch::kBFloat16);
        QCOMPARE(file.tensors[1].second.item<float>(), 1.0F);
    }

    void bytesOfAWrittenFile() {
        writeSafetensors("writing", path("small.safetensors"),
                         {{"z", torch::tensor({1, 2}, torch::kUInt8)}, {"w", torch::tensor({1.5F})}},
                         {{"k", "v"}});
        // Wider types first; the header is padded to a multiple of eight.
        const std::string header =
            R"({"__metadata__":{"k":"v"},"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},)"
            R"("z":{"dtype":"U8","shape":[2],"data_offsets":[4,6]}})"s;
        const std::string bytes = fileBytes(path("small.safetensors"));
        const std::size_t padded = (header.size() + 7) / 8 * 8;
        QCOMPARE(bytes, framed(header + std::string(padded - header.size(), ' '), "\0\0\xc0\x3f\1\2"s));
    }

    void everyTypeReturns() {
        NamedTensors tensors;
        for (const auto type :
             {torch::kInt64, torch::kFloat64, torch::kFloat32, torch::kInt32, torch::kBFloat16,
              torch::kFloat16, torch::kInt16, torch::kInt8, torch::kUInt8, torch::kBool}) {
            tensors.emplace_back(c10::toString(type), torch::arange(6).view({2, 3}).to(type));
        }
        tensors.emplace_back("transposed", torch::arange(6.0F).view({2, 3}).t());
        tensors.emplace_back("nothing", torch::empty({0, 4}));
        writeSafetensors("writing", path("types.safetensors"), tensors);
        const SafetensorsFile back = readSafetensors("reading", path("types.safetensors"));
        QCOMPARE(back.tensors.size(), tensors.size());
        const std::map<std::string, torch::Tensor> found(back.tensors.begin(), back.tensors.end());
        for (const auto& [name, tensor] : tensors) {
            QVERIFY(found.contains(name));
            QCOMPARE(found.at(name).scalar_type(), tensor.scalar_type());
            QVERIFY(found.at(name).equal(tensor));
        }
    }

    void namesAndTypesWithoutAPlaceAreRefused() {
        const torch::Tensor one = torch::ones({1});
        QVERIFY_THROWS_EXCEPTION(Error, writeSafetensors("writing", path("x"), {{"a", one}, {"a", one}}));
        QVERIFY_THROWS_EXCEPTION(Error, writeSafetensors("writing", path("x"), {{"__metadata__", one}}));
        QVERIFY_THROWS_EXCEPTION(
            Error, writeSafetensors("writing", path("x"), {{"a", torch::ones({1}, torch::kComplexFloat)}}));
    }

    void liesAreErrors_data() {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, const char* header, const char* says) {
            QTest::newRow(name) << QByteArray(header) << QString(says);
        };
        row("overlap",
            R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})",
            "overlaps");
        row("hole", R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})", "hole");
        row("longer than its shape", R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,8]}})",
            "as long as");
        row("shorter than the file", R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})",
            "announces 4");
        row("beyond the file", R"({"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}})", "announces 16");
        row("overflow", R"({"a":{"dtype":"F32","shape":[4294967296,4294967296,4],"data_offsets":[0,8]}})",
            "beyond 64 bits");
        row("overflow behind a zero",
            R"({"a":{"dtype":"F32","shape":[0,4294967296,4294967296],"data_offsets":[0,0]}})",
            "beyond 64 bits");
        row("negative size", R"({"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}})", "negative");
        row("unknown type", R"({"a":{"dtype":"F31","shape":[2],"data_offsets":[0,8]}})", "unknown type");
        row("twice",
            R"({"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"a":{"dtype":"U8","shape":[4],"data_offsets":[4,8]}})",
            "twice");
        row("no offsets", R"({"a":{"dtype":"F32","shape":[2]}})", "without");
        row("three offsets", R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8,8]}})", "none belongs");
        row("no JSON", "{\"a\":{\"dtype\":\"F32\",\"sha", "no JSON");
        row("nested", R"({"a":{"dtype":"F32","shape":[[2]],"data_offsets":[0,8]}})", "a list");
    }
    void liesAreErrors() {
        QFETCH(QByteArray, header);
        QFETCH(QString, says);
        const QString message = errorOf(framed(header.toStdString(), std::string(8, '\0')));
        QVERIFY2(message.contains(says), qPrintable(message));
    }

    void cutOffFilesAreErrors() {
        writeSafetensors("writing", path("whole.safetensors"), {{"a", torch::ones({3})}});
        const std::string bytes = fileBytes(path("whole.safetensors"));
        for (std::size_t size = 0; size < bytes.size(); ++size) {
            QVERIFY2(!errorOf(bytes.substr(0, size)).isEmpty(), qPrintable(QString::number(size)));
        }
        QVERIFY(errorOf(bytes + "x").contains("announces"));
        QVERIFY_THROWS_EXCEPTION(Error, readSafetensors("reading", path("absent.safetensors")));
    }
};

QTEST_APPLESS_MAIN(TestSafetensors)
#include "safetensors_test.moc"
