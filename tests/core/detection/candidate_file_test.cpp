// Candidates in files: the same to the bit as in memory, and nothing that is not whole.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <cstring>
#include <fstream>
#include <iterator>
#include <limits>

#include "core/detection/candidate_recording.hpp"
#include "tests/core/evaluation/split_scene.hpp"
#include "tests/support/message_of.hpp"

using namespace priorscope;
using namespace priorscope::split_scene;

namespace {

constexpr std::size_t kUnlimited = std::numeric_limits<std::size_t>::max();
const CandidateFileHead kHead{"0123456789abcdef", 9};

template <class Value>
bool sameBytes(std::span<const Value> a, std::span<const Value> b) {
    return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size_bytes()) == 0);
}

bool areSame(const CandidateStore& a, const CandidateStore& b) {
    bool same = a.imageCount() == b.imageCount() && a.candidateCount() == b.candidateCount();
    for (std::size_t i = 0; same && i < a.imageCount(); ++i) {
        const StoredCandidates one = a.image(i);
        const StoredCandidates other = b.image(i);
        same = a.block(i).floor() == b.block(i).floor() && sameBytes(one.scores, other.scores) &&
               sameBytes(one.labels, other.labels) && sameBytes(one.boxes, other.boxes) &&
               sameBytes(one.priors, other.priors);
    }
    return same;
}

std::string bytesOf(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void write(const std::filesystem::path& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

/// Files may not become larger than this while it lives: writing then fails as on a full disk.
class LimitedFiles {
  public:
    explicit LimitedFiles(rlim_t bytes) {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~LimitedFiles() { setrlimit(RLIMIT_FSIZE, &m_before); }
    LimitedFiles(const LimitedFiles&) = delete;
    LimitedFiles& operator=(const LimitedFiles&) = delete;

  private:
    rlimit m_before{};
};

}  // namespace

class CandidateFileTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init();
    void orderByHand();
    void isTheSameAsInMemory();
    void unreadableImagesHaveTheirPlace();
    void everyTruncationIsRefused();
    void everyChangedByteIsRefused();
    void whatItIsOfIsChecked();
    void wrongCountsAreRefused();
    void unknownLabelsAreRefused();
    void beyondTheLimitTheyLieInTheFile();
    void withoutAFolderTheyStayInMemory();
    void aFullDiskLosesNothing();
    void aKilledProcessLeavesNoFile();
    void readingStopsWhenAsked();

  private:
    std::filesystem::path file() const { return m_folder->filePath("kept.candidates").toStdString(); }
    /// A small file.
    void recordThree() {
        Scene scene = randomScene(m_random, 3);
        for (Candidates& image : scene.candidates) {
            image.items.resize(std::min<std::size_t>(image.items.size(), 7));
        }
        record(scene);
    }
    void record(const Scene& scene) const {
        CandidateRecording recording(file(), kHead, kUnlimited);
        for (const Candidates& image : scene.candidates) {
            recording.add(image);
        }
        recording.keep();
        QCOMPARE(recording.problem().text(), std::string());
    }
    std::string refusal(std::size_t images, const CandidateFileHead& head = kHead) const {
        return messageOf([&] { (void)readCandidateFile(file(), head, images, kUnlimited); }).toStdString();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::mt19937 m_random{7};
};

void CandidateFileTest::init() {
    m_folder = std::make_unique<QTemporaryDir>();
}

void CandidateFileTest::orderByHand() {
    CandidateStore store;
    const Box box{0.25F, 0.0F, 1.0F, 0.5F};
    store.add({.floor = 0.125F,
               .items = {{1, 0.5F, box, 9}, {1, 0.5F, box, 3}, {2, 0.75F, box, 1}, {3, 0.5F, box, 2}}});
    const StoredCandidates image = store.image(0);
    QVERIFY(std::ranges::equal(image.scores, std::array{0.75F, 0.5F, 0.5F, 0.5F}));
    QVERIFY(std::ranges::equal(image.labels, std::array<std::uint16_t, 4>{2, 1, 1, 3}));
    QVERIFY(std::ranges::equal(image.priors, std::array{1, 3, 9, 2}));
    QCOMPARE(image.boxes[3].x_min, 0.25F);
    QCOMPARE(store.bytesInMemory(), std::size_t{104});  // 4 · 26, a multiple of eight
    QCOMPARE(CandidateBlock::bytesOf(3), std::size_t{80});
    QVERIFY_THROWS_EXCEPTION(Error, store.add({.items = {{0, 0.5F, box, 1}}}));
    QVERIFY_THROWS_EXCEPTION(Error, store.add({.items = {{65536, 0.5F, box, 1}}}));
}

void CandidateFileTest::isTheSameAsInMemory() {
    for (int round = 0; round < 20; ++round) {
        const Scene scene = randomScene(m_random, 40);
        record(scene);
        for (const std::size_t memory : {std::size_t{0}, kUnlimited}) {
            const auto kept = readCandidateFile(file(), kHead, scene.candidates.size(), memory);
            QVERIFY(areSame(kept->candidates, scene.store));
            QCOMPARE(kept->candidates.bytesInMemory(), memory == 0 ? 0 : scene.store.bytesInMemory());
            QCOMPARE(kept->candidates.bytesOnDisk(), memory == 0 ? scene.store.bytesInMemory() : 0);
            QCOMPARE(keepCandidates(kept->candidates, {})->candidates,
                     keepCandidates(scene.store, {})->candidates);
        }
    }
}

void CandidateFileTest::unreadableImagesHaveTheirPlace() {
    const Scene scene = randomScene(m_random, 2);
    CandidateRecording recording(file(), kHead, kUnlimited);
    recording.addUnreadable();
    recording.add(scene.candidates[0]);
    recording.addUnreadable();
    recording.add(scene.candidates[1]);
    recording.keep();
    const auto kept = readCandidateFile(file(), kHead, 4, kUnlimited);
    QCOMPARE(kept->is_readable, (std::vector<bool>{false, true, false, true}));
    QVERIFY(areSame(kept->candidates, scene.store));
}

void CandidateFileTest::everyTruncationIsRefused() {
    recordThree();
    const std::string whole = bytesOf(file());
    QCOMPARE(refusal(3), std::string());
    for (std::size_t size = 0; size < whole.size(); ++size) {
        write(file(), whole.substr(0, size));
        QVERIFY2(!refusal(3).empty(), std::to_string(size).c_str());
    }
    write(file(), whole + '\0');
    QVERIFY(!refusal(3).empty());
}

void CandidateFileTest::everyChangedByteIsRefused() {
    recordThree();
    const std::string whole = bytesOf(file());
    for (std::size_t at = 0; at < whole.size(); ++at) {
        std::string changed = whole;
        changed[at] = static_cast<char>(changed[at] ^ (1 << at % 8));
        write(file(), changed);
        QVERIFY2(!refusal(3).empty(), std::to_string(at).c_str());
    }
}

void CandidateFileTest::whatItIsOfIsChecked() {
    record(randomScene(m_random, 3));
    const std::string whole = bytesOf(file());
    const auto refused = [&](const std::string& message, const std::string& part) {
        return QByteArray::fromStdString(message).contains(part.c_str()) &&
               QByteArray::fromStdString(message).contains("The network runs again");
    };
    QVERIFY(refused(refusal(3, {"0123456789abcdee", 9}), "other images or another detector"));
    QVERIFY(refused(refusal(3, {kHead.key, 8}), "other images or another detector"));
    QVERIFY(refused(refusal(2), "other images or another detector"));
    QVERIFY(refused(refusal(kUnlimited), "cut off"));
    std::string older = whole;
    older[8] = 0;
    write(file(), older);
    QVERIFY(refused(refusal(3), "another version"));
    write(file(), std::string(200, 'x'));
    QVERIFY(refused(refusal(3), "of another kind"));
    std::filesystem::remove(file());
    std::filesystem::create_directory(file());
    QVERIFY(refusal(3).find("not a regular file") != std::string::npos);
}

/// Even with the right checksum.
void CandidateFileTest::wrongCountsAreRefused() {
    recordThree();
    const std::string whole = bytesOf(file());
    constexpr std::size_t kHeader = 40;
    constexpr std::size_t kEntry = 24;
    constexpr std::size_t kTrailer = 24;
    const std::size_t entries = whole.size() - kTrailer - 3 * kEntry;
    const auto summed = [](const std::string& bytes, std::size_t from, std::size_t size, std::uint64_t sum) {
        sum += 0x9E3779B97F4A7C15U;
        for (std::size_t at = from; at < from + size; at += 8) {
            std::uint64_t word = 0;
            std::memcpy(&word, bytes.data() + at, 8);
            sum = (sum ^ word) * 0x9FB21C651E98DF25U;
            sum ^= sum >> 32U;
        }
        return sum;
    };
    const auto withCount = [&](std::size_t image, std::uint32_t count) {
        std::string changed = whole;
        std::memcpy(changed.data() + entries + image * kEntry + 8, &count, sizeof count);
        const std::uint64_t sum =
            summed(changed, entries + 3 * kEntry, 8,
                   summed(changed, entries, 3 * kEntry, summed(changed, 0, kHeader, 0)));
        std::memcpy(changed.data() + entries + 3 * kEntry + 8, &sum, sizeof sum);
        write(file(), changed);
    };
    std::uint32_t count = 0;
    std::memcpy(&count, whole.data() + entries + kEntry + 8, sizeof count);
    withCount(1, count);
    QCOMPARE(refusal(3), std::string());
    for (const std::uint32_t other : {0U, 1000U, 0x7FFFFFFFU, 0xFFFFFFFFU}) {
        withCount(1, other);
        QVERIFY2(refusal(3).find("it is damaged") != std::string::npos, std::to_string(other).c_str());
    }
}

void CandidateFileTest::unknownLabelsAreRefused() {
    const Scene scene = randomScene(m_random, 5);
    const CandidateFileHead few{"few", 3};  // the scene has label 4
    CandidateRecording recording(file(), few, kUnlimited);
    for (const Candidates& image : scene.candidates) {
        recording.add(image);
    }
    recording.keep();
    QVERIFY(refusal(5, few).find("a class that the detector does not have") != std::string::npos);
}

void CandidateFileTest::beyondTheLimitTheyLieInTheFile() {
    const Scene scene = randomScene(m_random, 300);
    constexpr std::size_t kLimit = 5000;
    QVERIFY(scene.store.bytesInMemory() > 20 * kLimit);
    CandidateStore found;
    {
        CandidateRecording recording(file(), kHead, kLimit);
        for (const Candidates& image : scene.candidates) {
            recording.add(image);
            QVERIFY(recording.candidates().bytesInMemory() <= kLimit);
        }
        QCOMPARE(recording.problem().text(), std::string());
        found = recording.candidates();
    }
    QVERIFY(QDir(m_folder->path()).isEmpty());  // it was not told to keep them
    QCOMPARE(found.bytesInMemory() + found.bytesOnDisk(), scene.store.bytesInMemory());
    QVERIFY(areSame(found, scene.store));
}

void CandidateFileTest::withoutAFolderTheyStayInMemory() {
    const Scene scene = randomScene(m_random, 30);
    write(file(), "a file in place of a folder");
    CandidateRecording recording(file() / "kept.candidates", kHead, 1000);
    for (const Candidates& image : scene.candidates) {
        recording.add(image);
    }
    recording.addUnreadable();
    recording.keep();
    QVERIFY(recording.problem().text().find("keeping candidates") != std::string::npos);
    QCOMPARE(recording.candidates().bytesOnDisk(), std::size_t{0});
    QVERIFY(areSame(recording.candidates(), scene.store));
}

void CandidateFileTest::aFullDiskLosesNothing() {
    const Scene scene = randomScene(m_random, 300);
    {
        const LimitedFiles limit(40000);
        CandidateRecording recording(file(), kHead, 5000);
        for (const Candidates& image : scene.candidates) {
            recording.add(image);
        }
        recording.keep();
        QVERIFY(!recording.problem().empty());
        QVERIFY(recording.candidates().bytesOnDisk() > 20000);
        QVERIFY(recording.candidates().bytesInMemory() > 20000);
        QVERIFY(areSame(recording.candidates(), scene.store));
    }
    QVERIFY(QDir(m_folder->path()).isEmpty());
    {
        const LimitedFiles limit(40000);  // all in memory: found when it is to be kept
        CandidateRecording recording(file(), kHead, kUnlimited);
        for (const Candidates& image : scene.candidates) {
            recording.add(image);
        }
        QVERIFY(recording.problem().empty());
        recording.keep();
        QVERIFY(!recording.problem().empty());
        QVERIFY(areSame(recording.candidates(), scene.store));
    }
    QVERIFY(QDir(m_folder->path()).isEmpty());
}

void CandidateFileTest::aKilledProcessLeavesNoFile() {
    const Scene scene = randomScene(m_random, 300);
    const pid_t child = fork();
    if (child == 0) {
        CandidateRecording recording(file(), kHead, 5000);
        for (const Candidates& image : scene.candidates) {
            recording.add(image);
        }
        _exit(0);
    }
    QVERIFY(child > 0);
    QCOMPARE(waitpid(child, nullptr, 0), child);
    QVERIFY(!std::filesystem::exists(file()));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files).size(),
             1);  // what was written, with its other name
}

void CandidateFileTest::readingStopsWhenAsked() {
    record(randomScene(m_random, 3));
    std::stop_source source;
    source.request_stop();
    QVERIFY(!readCandidateFile(file(), kHead, 3, kUnlimited, source.get_token()));
}

QTEST_APPLESS_MAIN(CandidateFileTest)
#include "candidate_file_test.moc"
