// The readers of documents (layouts, specs, runs, metrics, split lists, class lists) on damaged and
// hostile files: always a result or an Error in plain words, never a crash, and never more memory than such a
// file needs. A number as the first argument is the count of mutants of each kind; without it the short form
// runs.
#include <QTemporaryDir>
#include <QTest>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>

#include "core/base/error.hpp"
#include "core/base/files/files.hpp"
#include "core/base/random.hpp"
#include "core/formats/voc/voc_reader.hpp"
#include "core/model/detector_spec.hpp"
#include "core/priors/prior_config.hpp"
#include "core/training/run/run_files.hpp"
#include "core/training/run/run_folder.hpp"
#include "counted_memory.hpp"

using namespace priorscope;

namespace {

constexpr std::size_t kMostBytes = std::size_t{64} << 20;  // for documents of a few kB
constexpr std::size_t kLongestMessage = 4000;
int g_mutants = 400;

const std::vector<std::string>& tokens() {
    static const std::vector<std::string> kTokens{
        "{",     "}",      "[",    "]",      "\"",          ",",
        ":",     "null",   "true", "-1",     "0",           "1e308",
        "1e999", "NaN",    "0.0",  "1e-320", "99999999999", "\\u0000",
        "\n",    "\r",     "\t",   " ",      "\xFF\xFE",    "\xEF\xBB\xBF",
        "1024",  "\"on\"", "-0.5", "4096",   "step,",       "evaluation,",
        "../",   "/",      " 1",   " -1",    "\xC3",        ",,,,,,,,,,,,,,"};
    return kTokens;
}

/// A few random edits of a text: changed bytes, duplicated, moved or removed pieces, and format tokens.
std::string mutated(std::string text, SplitMix64& random) {
    const auto place = [&] {
        return static_cast<std::size_t>(random.unit() * static_cast<double>(text.size()));
    };
    for (int edits = random.whole(1, 4); edits > 0 && !text.empty(); --edits) {
        const std::size_t at = place();
        const std::size_t length = static_cast<std::size_t>(random.whole(1, 40));
        switch (random.whole(0, 6)) {
            case 0:
                text[at] = static_cast<char>(random.whole(0, 255));
                break;
            case 1:
                text.erase(at, length);
                break;
            case 2:
                text.insert(place(), text.substr(at, length));
                break;
            case 3:
                text.resize(at);
                break;
            case 4: {  // a number becomes another token
                const std::size_t from = text.find_first_of("0123456789", at);
                if (from != std::string::npos) {
                    const std::size_t end = text.find_first_not_of("0123456789.e-", from);
                    text.replace(from, end - from,
                                 tokens()[static_cast<std::size_t>(
                                     random.whole(0, static_cast<int>(tokens().size()) - 1))]);
                }
                break;
            }
            default:
                text.insert(at, tokens()[static_cast<std::size_t>(
                                    random.whole(0, static_cast<int>(tokens().size()) - 1))]);
                break;
        }
    }
    return text;
}

void write(const std::filesystem::path& file, const std::string& text) {
    std::ofstream(file, std::ios::binary).write(text.data(), static_cast<std::streamsize>(text.size()));
}

}  // namespace

class DocumentReadersFuzz : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void layouts();
    void specs();
    void runs();
    void metrics();
    void splitLists();
    void classLists();

  private:
    /// Feeds mutants of a text to a reader of one file.
    void feed(const std::filesystem::path& file, const std::string& text, const std::function<void()>& read);
    std::filesystem::path at(const char* name) const { return m_folder.path().toStdString() + "/" + name; }

    QTemporaryDir m_folder;
};

void DocumentReadersFuzz::initTestCase() {
    const PriorConfig config = loadPriorConfig("ssd300-voc");
    savePriorConfig(config, at("layout.json"));
    std::filesystem::create_directories(at("run"));
    DetectorSpec spec = loadDetectorSpec("ssd-tiny");
    spec.classes = {"cat", "dog"};
    write(at("spec.json"), toJson(spec).dump(2));
    RunHeader header;
    header.started = "2026-01-01T00:00:00Z";
    header.dataset_fingerprint = "1";
    header.images = 10;
    writeRunJson(at("run"), {}, spec, header);
    std::filesystem::create_directories(at("voc/Annotations"));
    std::filesystem::create_directories(at("voc/ImageSets/Main"));
    for (const char* id : {"a", "b", "c"}) {
        write(at("voc/Annotations") / (std::string(id) + ".xml"),
              "<annotation><size><width>9</width><height>9</height></size><object><name>cat</name><bndbox>"
              "<xmin>1</xmin><ymin>1</ymin><xmax>5</xmax><ymax>5</ymax></bndbox></object></annotation>");
    }
}

void DocumentReadersFuzz::feed(const std::filesystem::path& file, const std::string& text,
                               const std::function<void()>& read) {
    write(file, text);
    read();  // the unmodified document is valid
    SplitMix64 random(std::hash<std::string>{}(file.filename().string()) % 1000);
    int refused = 0;
    for (int i = 0; i < g_mutants; ++i) {
        const std::string mutant = mutated(text, random);
        write(file, mutant);
        beginCounting();
        try {
            read();
        } catch (const Error& error) {
            ++refused;
            const std::string message = error.what();
            QVERIFY2(message.size() < kLongestMessage && message.find(".exception") == std::string::npos,
                     message.c_str());
        }
        QVERIFY2(peakBytes() < kMostBytes, mutant.c_str());
    }
    qInfo("%d of %d mutants refused", refused, g_mutants);
    write(file, text);
}

void DocumentReadersFuzz::layouts() {
    for (const char* preset : {"ssd300-voc", "ssd-tiny"}) {
        PriorConfig config = loadPriorConfig(preset);
        config.maps[0].ratios.clear();
        config.maps[0].extra_scale = 0.0F;
        config.maps[0].free_shapes = {{0.1F, 0.2F}, {0.3F, 0.1F}};
        savePriorConfig(config, at("layout.json"));
        feed(at("layout.json"), readFile(at("layout.json"), "reading"), [this] {
            const PriorConfig read = loadPriorConfig(at("layout.json").string());
            QVERIFY(read.validate().empty() && read.count() >= 0);
        });
    }
}

void DocumentReadersFuzz::specs() {
    feed(at("spec.json"), readFile(at("spec.json"), "reading"),
         [this] { loadDetectorSpec(at("spec.json").string()).validate(); });
}

void DocumentReadersFuzz::runs() {
    feed(at("run/run.json"), readFile(at("run/run.json"), "reading"), [this] { readRun(at("run")); });
}

void DocumentReadersFuzz::metrics() {
    std::string text =
        "kind,step,epoch,loss,confidence_loss,localization_loss,learning_rate,gradient_norm,"
        "positives_per_image,images_per_second,elapsed_s,map_voc07,map_voc10\n";
    for (int step = 1; step <= 20; ++step) {
        text += "step," + std::to_string(step) + ",1,3.5,2.25,1.25,0.001,4.5,12.5,30.25,1.5,,\n";
    }
    text += "epoch,20,1,3.5,2.25,1.25,,,,,,,\nevaluation,20,1,,,,,,,,,0.5,0.25\n";
    feed(at("run/metrics.csv"), text, [this] { readRun(at("run")); });
}

void DocumentReadersFuzz::splitLists() {
    feed(at("voc/ImageSets/Main/train.txt"), "a\nb\nc\n", [this] {
        const auto dataset = readVocDataset(at("voc"));
        QVERIFY(dataset && dataset->images.size() >= 3);
    });
    feed(at("voc/ImageSets/Main/cat_train.txt"), "a  1\nb -1\nc  0\n", [this] {
        const auto dataset = readVocDataset(at("voc"));
        QVERIFY(dataset && dataset->images.size() >= 3);
    });
}

void DocumentReadersFuzz::classLists() {
    feed(at("classes.txt"), "cat\ndog\n\nperson\r\nwine glass\n",
         [this] { QVERIFY(!loadClassList(at("classes.txt").string()).empty()); });
}

int main(int argc, char** argv) {
    std::vector<char*> arguments(argv, argv + argc);
    if (argc > 1) {
        const std::string_view count = argv[1];
        int mutants = 0;
        const auto [end, error] = std::from_chars(count.data(), count.data() + count.size(), mutants);
        if (error == std::errc() && end == count.data() + count.size() && mutants > 0) {
            g_mutants = mutants;
            arguments.erase(arguments.begin() + 1);
        }
    }
    DocumentReadersFuzz test;
    return QTest::qExec(&test, static_cast<int>(arguments.size()), arguments.data());
}

#include "document_readers_fuzz.moc"
