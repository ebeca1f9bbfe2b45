// The readers of weights on damaged and hostile files: always a result or an Error, never a crash, and
// memory use bounded by a small multiple of the file's size plus a constant.
#include <QTemporaryDir>
#include <QTest>
#include <array>
#include <fstream>
#include <random>

#include "core/base/error.hpp"
#include "core/base/torch_headers.hpp"
#include "core/interchange/weights/weight_file.hpp"
#include "core/interchange/weights/weight_names.hpp"
#include "counted_memory.hpp"

using namespace priorscope;
using namespace std::string_literals;

namespace {

constexpr std::size_t kConstant = std::size_t{40} << 20;
constexpr std::size_t kFactor = 10;

std::string little(std::uint64_t number, int bytes) {
    std::string text;
    for (int i = 0; i < bytes; ++i) {
        text.push_back(i < 8 ? static_cast<char>((number >> (8 * i)) & 0xFF) : '\0');
    }
    return text;
}

std::uint32_t crc32(const std::string& bytes) {
    std::uint32_t crc = ~0U;
    for (const char byte : bytes) {
        crc ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit) {
            crc = (crc >> 1) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
        }
    }
    return ~crc;
}

/// Builds zip archives, valid and invalid ones.
class Zip {
  public:
    /// @param claimed  size in the headers; none: the true one
    void add(const std::string& name, const std::string& data, std::optional<std::uint32_t> claimed = {},
             std::uint16_t method = 0) {
        const auto at = static_cast<std::uint32_t>(m_bytes.size());
        const std::string facts = factsOf(data, claimed, method);
        m_bytes += "PK\3\4" + little(20, 2) + facts + little(name.size(), 2) + little(0, 2) + name + data;
        list(name, facts, at);
    }
    /// Lists the data of an earlier entry under another name.
    void alias(const std::string& name, const std::string& data, std::uint32_t at) {
        list(name, factsOf(data, {}, 0), at);
    }
    std::uint32_t position() const { return static_cast<std::uint32_t>(m_bytes.size()); }
    std::string bytes() const {
        return m_bytes + m_directory + "PK\5\6" + little(0, 4) + little(m_count, 2) + little(m_count, 2) +
               little(m_directory.size(), 4) + little(m_bytes.size(), 4) + little(0, 2);
    }

  private:
    static std::string factsOf(const std::string& data, std::optional<std::uint32_t> claimed,
                               std::uint16_t method) {
        const std::uint64_t size = claimed.value_or(static_cast<std::uint32_t>(data.size()));
        return little(0, 2) + little(method, 2) + little(0, 4) + little(crc32(data), 4) + little(size, 4) +
               little(size, 4);
    }
    void list(const std::string& name, const std::string& facts, std::uint32_t at) {
        m_directory += "PK\1\2" + little(20, 2) + little(20, 2) + facts + little(name.size(), 2) +
                       little(0, 12) + little(at, 4) + name;
        ++m_count;
    }

    std::string m_bytes;
    std::string m_directory;
    std::uint64_t m_count = 0;
};

std::string text(const std::string& value) {
    return "X" + little(value.size(), 4) + value;
}

/// The opcodes of a tensor of 2 × 3 floats.
std::string tensorPickle(const std::string& key, const std::string& sizes = "K\2K\3\x86"s,
                         const std::string& strides = "K\3K\1\x86"s, std::uint64_t elements = 6) {
    return "ctorch._utils\n_rebuild_tensor_v2\n((" + text("storage") + "ctorch\nFloatStorage\n" + text(key) +
           text("cpu") + "\x8a\x08" + little(elements, 8) + "tQK\0"s + sizes + strides + "\x89" +
           "ccollections\nOrderedDict\n)RtR";
}

std::string statePickle() {
    return "\x80\x02}q\0("s + text("a.weight") + "q\1" + tensorPickle("0") + "q\2" + text("b.weight") +
           tensorPickle("1") + text("epoch") + "K\7" + text("lr") + "G?\xf0\0\0\0\0\0\0"s + "u.";
}

std::string floats(int count);

/// A numpy array of 2 × 3 floats, with an object of an unknown class beside it.
std::string arrayPickle() {
    return "\x80\x02}("s + text("a.weight") +
           "cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\nK\0\x85"s + "C\1btR(K\1K\2K\3\x86"s +
           "cnumpy\ndtype\n" + text("f4") + "\x89\x88\x87R(K\3"s + text("<") +
           "NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\0tb\x89"s + "C\x18" + floats(6) + "tb" + text("thing") +
           "cmy.own\nThing\n)\x81}" + text("k") + "K\1sb" + text("more") + "cmy.own\nDict\n)R" + text("k") +
           "K\1su.";
}

std::string floats(int count) {
    std::string data;
    for (int i = 0; i < count; ++i) {
        const float value = 0.5F * static_cast<float>(i);
        data.append(reinterpret_cast<const char*>(&value), 4);
    }
    return data;
}

std::string zipped(const std::string& pickle) {
    Zip zip;
    zip.add("m/data.pkl", pickle);
    zip.add("m/data/0", floats(6));
    zip.add("m/data/1", floats(6));
    return zip.bytes();
}

std::string legacy(const std::string& pickle) {
    return "\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.\x80\x02M\xe9\x03.\x80\x02}"s +
           text("little_endian") + "\x88s." + pickle + "\x80\x02](" + text("0") + text("1") + "e." +
           little(6, 8) + floats(6) + little(6, 8) + floats(6);
}

std::string safetensors(const std::string& header, const std::string& data) {
    return little(header.size(), 8) + header + data;
}

std::string smallSafetensors() {
    return safetensors(R"({"__metadata__":{"k":"v"},"a":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},)"
                       R"("b":{"dtype":"I8","shape":[4],"data_offsets":[24,28]}})",
                       floats(7));
}

std::string repeated(const std::string& part, std::size_t count) {
    std::string all;
    all.reserve(part.size() * count);
    for (std::size_t i = 0; i < count; ++i) {
        all += part;
    }
    return all;
}

}  // namespace

class WeightReadersFuzz : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::size_t m_cases = 0;
    std::size_t m_results = 0;
    std::size_t m_highest_peak = 0;
    double m_highest_share = 0.0;  ///< relative to the allowed memory
    std::string m_last_error;

    /// @return whether the file was read
    bool feed(const std::string& bytes) {
        const std::filesystem::path file = m_folder.filePath("case").toStdString();
        std::ofstream(file, std::ios::binary) << bytes;
        bool read = false;
        beginCounting();
        try {
            const WeightFile weights = readWeights(file);
            const MappedWeights mapped = mapWeights(weights.tensors);
            read = true;
        } catch (const Error& e) {
            m_last_error = e.what();
        } catch (const std::exception& e) {
            qFatal("case %zu: not an Error: %s", m_cases, e.what());
        }
        const std::size_t most = std::max(peakBytes(), largestRequest());
        const std::size_t allowed = kConstant + kFactor * bytes.size();
        if (countsMemory() && most > allowed) {
            qFatal("case %zu: %zu bytes of memory for a file of %zu: %s", m_cases, most, bytes.size(),
                   m_last_error.c_str());
        }
        m_highest_peak = std::max(m_highest_peak, most);
        m_highest_share = std::max(m_highest_share, static_cast<double>(most) / static_cast<double>(allowed));
        ++m_cases;
        m_results += read ? 1 : 0;
        return read;
    }

    void mutate(std::string bytes, std::mt19937_64& random) {
        const auto place = [&](std::size_t room) { return random() % std::max<std::size_t>(room, 1); };
        const int changes = 1 + static_cast<int>(random() % 3);
        for (int i = 0; i < changes && !bytes.empty(); ++i) {
            const std::size_t at = place(bytes.size());
            switch (random() % 6) {
                case 0:
                    bytes[at] = static_cast<char>(bytes[at] ^ (1 << (random() % 8)));
                    break;
                case 1:
                    bytes[at] = static_cast<char>(random());
                    break;
                case 2: {  // a huge number in place of a size
                    constexpr std::array<std::uint64_t, 5> kHuge = {~0ULL, 0x7FFFFFFFFFFFFFFFULL,
                                                                    0xFFFFFFFFULL, 0x7FFFFFFFULL, 1ULL << 40};
                    bytes.replace(at, 8, little(kHuge[random() % kHuge.size()], random() % 2 == 0 ? 8 : 4));
                    break;
                }
                case 3:
                    bytes.erase(at, 1 + place(16));
                    break;
                case 4:
                    bytes.insert(at, bytes.substr(place(bytes.size()), 1 + place(64)));
                    break;
                default: {  // an opcode or bracket in the wrong place
                    constexpr std::string_view kTokens = "().}]uReqhQbta0\x81\x85\x86\x94N{[\"9-";
                    bytes[at] = kTokens[random() % kTokens.size()];
                }
            }
        }
        feed(bytes);
    }

    void report(const char* what) {
        qInfo("%s: %zu cases so far, %zu read, most memory at once %zu kB, %.0f %% of what is allowed", what,
              m_cases, m_results, m_highest_peak / 1024, 100.0 * m_highest_share);
    }

  private Q_SLOTS:
    void honestFilesAreRead() {
        // The first file also includes torch's one-time setup.
        QVERIFY(feed(zipped(statePickle())));
        QVERIFY(feed(legacy(statePickle())));
        QVERIFY(feed(smallSafetensors()));
        QVERIFY(feed(arrayPickle()));
        QVERIFY(feed(zipped(arrayPickle())));
    }

    void everyCut() {
        for (const std::string& whole : {zipped(statePickle()), legacy(statePickle()), smallSafetensors(),
                                         statePickle(), arrayPickle()}) {
            for (std::size_t size = 0; size < whole.size(); ++size) {
                QVERIFY2(!feed(whole.substr(0, size)), qPrintable(QString::number(size)));
            }
        }
        report("cut off");
    }

    void damage() {
        std::mt19937_64 random(20240501);
        for (int i = 0; i < 3000; ++i) {
            mutate(zipped(statePickle()), random);
            mutate(legacy(statePickle()), random);
            mutate(smallSafetensors(), random);
            mutate(arrayPickle(), random);
        }
        report("damaged");
    }

    void damagedPickles() {
        // With valid checksums, so that they reach the reader.
        std::mt19937_64 random(7);
        for (int i = 0; i < 4000; ++i) {
            std::string pickle = i % 2 == 0 ? statePickle() : arrayPickle();
            const int changes = 1 + static_cast<int>(random() % 4);
            for (int k = 0; k < changes; ++k) {
                pickle[random() % pickle.size()] = static_cast<char>(random());
            }
            feed(zipped(pickle));
            feed(legacy(pickle));
            feed(pickle);
        }
        report("damaged pickles");
    }

    void bombs_data() {
        QTest::addColumn<QByteArray>("pickle");
        const auto row = [](const char* name, const std::string& pickle) {
            QTest::newRow(name) << QByteArray::fromStdString("\x80\x02" + pickle);
        };
        constexpr std::size_t kMany = 1000000;
        row("values", "(" + repeated("N", kMany) + "l.");
        row("marks", repeated("(", kMany) + ".");
        row("empty lists", "(" + repeated("]", kMany) + "l.");
        row("nested lists", repeated("]", kMany) + repeated("a", kMany - 1) + ".");
        row("nested tuples", "N" + repeated("\x85", kMany) + ".");
        row("nested dictionaries", repeated("}N", kMany) + "N" + repeated("s", kMany) + ".");
        row("nested by the memo", "]q\0]q\1"s + repeated("h\0a0h\1]q\1"s, kMany / 8) + "h\0."s);
        row("a list that holds itself", "]q\0h\0a."s);
        row("doubling", "]q\0"s + repeated("h\0h\0\x86q\0"s, 300) + "."s);
        row("a long text recalled",
            text(std::string(100000, 'x')) + "q\0("s + repeated("h\0"s, kMany / 2) + "l."s);
        row("a list appended to itself many times",
            "]q\0("s + repeated("N", 1000) + "e(" + repeated("h\0"s, kMany / 2) + "l.");
        row("many memo entries", [] {
            std::string all = "N";
            for (std::uint64_t i = 0; i < 200000; ++i) {
                all += "r" + little(i * 20011, 4);
            }
            return all + ".";
        }());
        row("a huge text", "X" + little(0xFFFFFFFF, 4) + "x.");
        row("a huger text", "\x8d" + little(~0ULL, 8) + "x.");
        row("a huge number", "\x8b" + little(0x7FFFFFFF, 4) + "1.");
        row("a frame beyond the file", "\x95" + little(~0ULL, 8) + "N.");
        row("a name's many parts",
            "}" + text("backbone." + repeated("a.", kMany)) + tensorPickle("0") + "s.");
        row("the same name twice",
            "}" + text("a") + tensorPickle("0") + "s" + text("a") + tensorPickle("1") + "s.");
        row("expanded",
            "}" + text("a") +
                tensorPickle("0",
                             "\x8a\x05" + little(1ULL << 32, 5) + "\x8a\x05" + little(1ULL << 20, 5) + "\x86",
                             "K\0K\0\x86"s) +
                "s.");
        row("more elements than data",
            "}" + text("a") + tensorPickle("0", "K\2K\3\x86"s, "K\3K\1\x86"s, 1ULL << 60) + "s.");
        row("an overflowing shape",
            "}" + text("a") +
                tensorPickle(
                    "0", "K\0\x8a\x08"s + little(1ULL << 62, 8) + "\x8a\x08" + little(1ULL << 62, 8) + "\x87",
                    "K\0K\0K\0\x87"s) +
                "s.");
        row("many tensors over one data", "("s + "ctorch._utils\n_rebuild_tensor_v2\nq\0("s +
                                              text("storage") + "ctorch\nFloatStorage\n" + text("0") +
                                              text("cpu") + "K\6tQq\1K\6\x85q\2K\1\x85q\3" +
                                              repeated("h\0(h\1K\0h\2h\3\x89NtR"s, 60000) + "l.");
        row("many data of the same",
            "(" +
                repeated("(" + text("storage") + "ctorch\nFloatStorage\n" + text("0") + text("cpu") + "K\6tQ",
                         20000) +
                "l.");
        row("many objects", "ca\nB\nq\0("s + repeated("h\0)R"s, kMany / 5) + "l.");
        row("an object that holds itself", "ca\nB\n)Rq\0"s + text("x") + "h\0s."s);
        row("an array that holds itself", "cnumpy.core.multiarray\n_reconstruct\n)Rq\0(h\0tb."s);
        row("objects in objects", "ca\nB\nq\0"s + repeated("h\0)R"s + text("x"), kMany / 20) + "N" +
                                      repeated("s", kMany / 20) + ".");
        row("many calls without end",
            "cnumpy\ndtype\nq\0"s + repeated("h\0"s, kMany / 5) + repeated(")R", kMany / 5) + ".");
        row("code", "cposix\nsystem\n" + text("false") + "\x85R.");
    }
    void bombs() {
        QFETCH(QByteArray, pickle);
        const std::string bytes = pickle.toStdString();
        QVERIFY(!feed(zipped(bytes)) || QTest::currentDataTag() == "a name's many parts"s);
        QVERIFY(!feed(legacy(bytes)) || QTest::currentDataTag() == "a name's many parts"s);
        QVERIFY(!feed(bytes));
        report(QTest::currentDataTag());
    }

    void arraysOfOneData() {
        // A thousand arrays over the same half megabyte, each with its own state.
        std::string pickle = "\x80\x02}("s + text("type") + "cnumpy\ndtype\n" + text("u1") + "\x85Rq\1"s;
        pickle += text("data") + "c_codecs\nencode\n" + text(std::string(1 << 19, 'x')) + text("latin1") +
                  "\x86Rq\2"s;
        for (int i = 0; i < 1000; ++i) {
            pickle += text("w" + std::to_string(i)) +
                      "cnumpy.core.multiarray\n_reconstruct\n)R(K\1J\0\0\x08\0\x85h\1\x89h\2tb"s;
        }
        pickle += "u.";
        feed(pickle);
        feed(zipped(pickle));
        report("arrays of one data");
    }

    void zipsThatLie() {
        const std::string pickle = statePickle();
        for (const std::uint32_t claimed : {0U, 5U, 1000U, 0x7FFFFFFFU, 0xFFFFFFFEU, 0xFFFFFFFFU}) {
            Zip zip;
            zip.add("m/data.pkl", pickle);
            zip.add("m/data/0", floats(6), claimed);
            zip.add("m/data/1", floats(6));
            QVERIFY(!feed(zip.bytes()));
        }
        Zip compressed;
        compressed.add("m/data.pkl", pickle, {}, 8);
        QVERIFY(!feed(compressed.bytes()));
        QVERIFY(m_last_error.find("compressed") != std::string::npos);
        Zip twice;
        twice.add("m/data.pkl", pickle);
        twice.add("m/data.pkl", pickle);
        QVERIFY(!feed(twice.bytes()));
        // Two thousand storages that all refer to the same half megabyte: a gigabyte if read.
        const std::string data = floats(131072);
        std::string many = "\x80\x02}("s;
        Zip overlapping;
        const std::uint32_t at = overlapping.position();
        overlapping.add("m/data/0", data);
        for (int i = 1; i < 2000; ++i) {
            overlapping.alias("m/data/" + std::to_string(i), data, at);
        }
        for (int i = 0; i < 2000; ++i) {
            many += text("w" + std::to_string(i)) +
                    tensorPickle(std::to_string(i), "K\2K\3\x86"s, "K\3K\1\x86"s, 131072);
        }
        overlapping.add("m/data.pkl", many + "u.");
        QVERIFY(!feed(overlapping.bytes()));
        QVERIFY2(m_last_error.find("overlap") != std::string::npos, m_last_error.c_str());
        report("zips that lie");
    }

    void headersThatLie() {
        const auto tensor = [](const std::string& shape, const std::string& offsets) {
            return "{\"dtype\":\"F32\",\"shape\":" + shape + ",\"data_offsets\":" + offsets + "}";
        };
        const std::string huge = "18446744073709551615";
        QVERIFY(!feed(safetensors("{\"a\":" + tensor("[" + huge + "]", "[0,8]") + "}", floats(2))));
        QVERIFY(!feed(safetensors("{\"a\":" + tensor("[2]", "[0," + huge + "]") + "}", floats(2))));
        QVERIFY(!feed(safetensors("{\"a\":" + tensor("[2]", "[" + huge + ",8]") + "}", floats(2))));
        QVERIFY(
            !feed(safetensors("{\"a\":" + tensor("[1099511627776]", "[0,4398046511104]") + "}", floats(2))));
        QVERIFY(!feed(safetensors("{\"a\":" + repeated("[", 1000000) + "}", "")));
        QVERIFY(!feed(safetensors(repeated("{\"a\":", 300000), "")));
        QVERIFY(!feed(
            safetensors("{\"a\":" + tensor("[" + repeated("1,", 500000) + "1]", "[0,4]") + "}", floats(1))));
        QVERIFY(!feed(little(~0ULL, 8) + "{}"));
        QVERIFY(!feed(little(1ULL << 40, 8) + "{}"));
        std::string many = "{";
        for (int i = 0; i < 20000; ++i) {
            many += (i > 0 ? ",\"" : "\"") + std::to_string(i) + "\":" + tensor("[0]", "[0,0]");
        }
        feed(safetensors(many + "}", ""));
        report("headers that lie");
    }

    void cleanupTestCase() { report("all"); }
};

QTEST_APPLESS_MAIN(WeightReadersFuzz)
#include "weight_readers_fuzz.moc"
