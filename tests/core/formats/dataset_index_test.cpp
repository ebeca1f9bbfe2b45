#include "core/formats/index/dataset_index.hpp"

#include <QDir>
#include <QTest>
#include <chrono>
#include <filesystem>
#include <fstream>

#include "core/dataset/issue_kind.hpp"
#include "core/formats/index/index_file.hpp"
#include "tests/support/annotation_folder.hpp"

using namespace priorscope;

namespace {

namespace fs = std::filesystem;

/// Findings of several kinds, some in sentences within sentences, lists that are no splits, poses and marks.
void fill(fixture::AnnotationFolder& folder) {
    using fixture::object;
    using fixture::size;
    for (const char* name : {"a", "b", "turned", "c"}) {
        folder.image(QStringLiteral("JPEGImages/%1.jpg").arg(QLatin1String(name)));
    }
    folder.xml("a", size(100, 50) + object("cat", "1 1 20 20", "<pose>Left</pose><truncated>1</truncated>") +
                        object("dog", "5.5 6 30 40", "<difficult>1</difficult><pose>Rear</pose>"));
    folder.xml("b", size(90, 50) + object("cat", "1 1 95 20") + object("cat", "7 7 7 3"));
    folder.xml("c", size(100, 50));
    folder.xml("missing", size(100, 50) + object("catt", "1 1 9 9"));
    folder.write("Annotations/broken.xml", "<annotation><object>");
    folder.write("ImageSets/Main/train.txt", "a\nb\n");
    folder.write("ImageSets/Main/val.txt", "b\nnowhere\n");
    folder.write("ImageSets/Main/cat_train.txt", "a 1\nb -1\n");
    folder.write("ImageSets/Main/odd.txt", "what is this\n");
}

void compare(const Dataset& a, const Dataset& b) {
    QCOMPARE(a.root, b.root);
    QCOMPARE(a.name, b.name);
    QVERIFY(a.classes == b.classes && a.splits == b.splits);
    QCOMPARE(a.images.size(), b.images.size());
    for (std::size_t i = 0; i < a.images.size(); ++i) {
        const ImageRecord x = a.images[i].copy();
        const ImageRecord y = b.images[i].copy();
        QVERIFY(x.id == y.id && x.annotation_file == y.annotation_file && x.image_file == y.image_file);
        QVERIFY(x.image_exists == y.image_exists && x.width == y.width && x.height == y.height &&
                x.orientation == y.orientation && x.verified == y.verified &&
                x.objects.size() == y.objects.size());
        for (std::size_t o = 0; o < x.objects.size(); ++o) {
            const Annotation& p = x.objects[o];
            const Annotation& q = y.objects[o];
            QVERIFY(p.label == q.label && p.box == q.box && p.voc == q.voc && p.difficult == q.difficult &&
                    p.truncated == q.truncated && p.occluded == q.occluded && p.crowd == q.crowd &&
                    p.pose == q.pose && p.line == q.line);
        }
    }
    QVERIFY(a.unusable_lists == b.unusable_lists);
    QCOMPARE(a.issues.size(), b.issues.size());
    for (std::size_t i = 0; i < a.issues.size(); ++i) {
        const DatasetIssue& x = a.issues[i];
        const DatasetIssue& y = b.issues[i];
        QVERIFY(x.kind == y.kind && x.file == y.file && x.line == y.line && x.object == y.object &&
                x.fixable == y.fixable && x.detail == y.detail);
        QVERIFY(x.detail.pattern() == y.detail.pattern() &&
                x.detail.isForTranslation() == y.detail.isForTranslation() &&
                x.detail.values() == y.detail.values());
    }
}

}  // namespace

class DatasetIndexTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init() {
        m_folder = {};
        fill(m_folder);
        QVERIFY(m_cache_folder.isValid());
        fs::remove_all(cache().folder);
    }

    void theSecondTimeComesFromTheIndex() {
        const Dataset read = m_folder.read();
        QVERIFY(read.issues.size() >= 5 && !read.unusable_lists.empty());
        const auto first = openDataset(m_folder.path(), {}, cache());
        QVERIFY(first && !first->is_from_index);
        const auto second = openDataset(m_folder.path(), {}, cache());
        QVERIFY(second && second->is_from_index);
        compare(read, first->dataset);
        compare(read, second->dataset);
        QCOMPARE(hasChanged(second->source), std::optional(false));
    }

    void otherOptionsAreAnotherDataset() {
        QVERIFY(!openDataset(m_folder.path(), {}, cache())->is_from_index);
        QVERIFY(!openDataset(m_folder.path(), {.split = "train"}, cache())->is_from_index);
        QVERIFY(!openDataset(m_folder.path(), {.zero_based = true}, cache())->is_from_index);
        QVERIFY(!openDataset(m_folder.path(), {.classes = {"cat", "catt", "dog"}}, cache())->is_from_index);
        QVERIFY(openDataset(m_folder.path(), {.split = "train"}, cache())->is_from_index);
        QVERIFY(!openDataset(m_folder.path(), {}, {})->is_from_index);
        IndexCache for_large = cache();
        for_large.folder /= "large";
        for_large.least_images = 1000;
        QVERIFY(!openDataset(m_folder.path(), {}, for_large)->is_from_index);
        QVERIFY(!openDataset(m_folder.path(), {}, for_large)->is_from_index);
    }

    void changes_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("how");
        QTest::addColumn<bool>("counts");
        QTest::newRow("annotation, same size") << "Annotations/a.xml"
                                               << "touch" << true;
        QTest::newRow("image, same size") << "JPEGImages/a.jpg"
                                          << "touch" << true;
        QTest::newRow("another size, same time") << "Annotations/a.xml"
                                                 << "grow" << true;
        QTest::newRow("list") << "ImageSets/Main/train.txt"
                              << "grow" << true;
        QTest::newRow("removed") << "JPEGImages/c.jpg"
                                 << "remove" << true;
        QTest::newRow("renamed") << "JPEGImages/c.jpg"
                                 << "rename" << true;
        QTest::newRow("new image") << "JPEGImages/new.PNG"
                                   << "make" << true;
        QTest::newRow("new annotation in a new folder") << "Annotations/deeper/x.xml"
                                                        << "make" << true;
        QTest::newRow("any other file") << "JPEGImages/best.pt"
                                        << "make" << true;
        QTest::newRow("hidden") << "Annotations/.hidden.xml"
                                << "make" << false;
        QTest::newRow("of a run") << "run/metrics.csv"
                                  << "make" << false;
    }

    void changes() {
        QFETCH(QString, file);
        QFETCH(QString, how);
        QFETCH(bool, counts);
        m_folder.write("run/run.json", "{}");
        m_folder.write("run/checkpoints/note.txt", "x");
        const auto before = openDataset(m_folder.path(), {}, cache());
        const fs::path path = m_folder.path(file);
        if (how == "touch") {
            fs::last_write_time(path, fs::last_write_time(path) + std::chrono::milliseconds(3));
        } else if (how == "grow") {
            const auto time = fs::last_write_time(path);
            std::ofstream(path, std::ios::app) << "\n";
            fs::last_write_time(path, time);
        } else if (how == "chmod") {
            fs::permissions(path, fs::perms::owner_read);
        } else if (how == "replace") {
            const auto time = fs::last_write_time(path);
            fs::copy_file(path, path.string() + ".new");
            fs::rename(path.string() + ".new", path);
            fs::last_write_time(path, time);
        } else if (how == "remove") {
            fs::remove(path);
        } else if (how == "rename") {
            fs::rename(path, m_folder.path("JPEGImages/d.jpg"));
        } else {
            m_folder.write(file, "<annotation></annotation>");
        }
        QCOMPARE(hasChanged(before->source), std::optional(counts));
        const auto after = openDataset(m_folder.path(), {}, cache());
        QCOMPARE(after->is_from_index, !counts);
        compare(m_folder.read(), after->dataset);
    }

    void freshFilesAreNotTrusted() {
        IndexCache careful = cache();
        careful.doubtful = std::chrono::hours(1);
        QVERIFY(!openDataset(m_folder.path(), {}, careful)->is_from_index);
        QVERIFY(!openDataset(m_folder.path(), {}, careful)->is_from_index);
        QVERIFY(!openDataset(m_folder.path(), {}, cache())->is_from_index);
        QVERIFY(openDataset(m_folder.path(), {}, careful)->is_from_index);
        IndexCache unasked = cache();
        unasked.is_asked = false;
        QVERIFY(!openDataset(m_folder.path(), {}, unasked)->is_from_index);
    }

    void filesElsewhereCount() {
        // Annotations is opened, the lists and images around it are read.
        const fs::path annotations = m_folder.path("Annotations");
        QVERIFY(!openDataset(annotations, {}, cache())->is_from_index);
        const auto opened = openDataset(annotations, {}, cache());
        QVERIFY(opened->is_from_index);
        m_folder.write("ImageSets/Main/train.txt", "a\n");
        QCOMPARE(hasChanged(opened->source), std::optional(true));
        // Through a link to a folder elsewhere.
        fixture::AnnotationFolder other;
        other.image("x.jpg");
        fs::create_directory_symlink(other.path(), m_folder.path("JPEGImages/more"));
        openDataset(m_folder.path(), {}, cache());
        const auto linked = openDataset(m_folder.path(), {}, cache());
        QVERIFY(linked->is_from_index);
        other.image("y.jpg");
        QCOMPARE(hasChanged(linked->source), std::optional(true));
    }

    void placesThatAreNotThereAreSoughtAgain() {
        // A list names an image on a disk that is not mounted: an index could not tell when it is.
        fixture::AnnotationFolder yolo;
        yolo.image("train/images/a.jpg");
        yolo.write("train/labels/a.txt", "0 0.5 0.5 0.2 0.2\n");
        yolo.write("val.txt", "/nowhere/mounted/b.jpg\n");
        yolo.write("data.yaml", "train: train/images\nval: val.txt\nnames: [cat]\n");
        const auto opened = openDataset(yolo.path(), {}, cache());
        QCOMPARE(opened->dataset.images.size(), std::size_t{1});
        QVERIFY(!openDataset(yolo.path(), {}, cache())->is_from_index);
        // Without it the index serves.
        yolo.write("data.yaml", "train: train/images\nnames: [cat]\n");
        fs::remove(yolo.path("val.txt"));
        QVERIFY(!openDataset(yolo.path(), {}, cache())->is_from_index);
        QVERIFY(openDataset(yolo.path(), {}, cache())->is_from_index);
    }

    void aRelativePathIsNotMistaken() {
        const QString here = QDir::currentPath();
        QVERIFY(QDir::setCurrent(QString::fromStdString(m_folder.path())));
        openDataset("Annotations", {}, cache());
        const auto opened = openDataset("Annotations", {}, cache());
        QCOMPARE(hasChanged(opened->source), std::optional(false));
        m_folder.write("Annotations/d.xml", fixture::annotation(fixture::size(100, 50)));
        QCOMPARE(hasChanged(opened->source), std::optional(true));
        QVERIFY(!openDataset("Annotations", {}, cache())->is_from_index);
        QVERIFY(QDir::setCurrent(here));
    }

    void aCocoFileAndItsImages() {
        fixture::AnnotationFolder coco;
        coco.image("images/a.jpg");
        coco.write("annotations/instances_train.json",
                   R"({"images": [{"id": 1, "file_name": "a.jpg", "width": 100, "height": 50}],
                       "categories": [{"id": 1, "name": "cat"}],
                       "annotations": [{"id": 1, "image_id": 1, "category_id": 1, "bbox": [1, 2, 30, 20]}]})");
        const fs::path file = coco.path("annotations/instances_train.json");
        const auto read = openDataset(file, {}, cache());
        QVERIFY(read && read->dataset.images.size() == 1 && read->dataset.images[0].image_exists);
        const auto opened = openDataset(file, {}, cache());
        QVERIFY(opened->is_from_index);
        compare(read->dataset, opened->dataset);
        fs::remove(coco.path("images/a.jpg"));
        QCOMPARE(hasChanged(opened->source), std::optional(true));
        QVERIFY(!openDataset(file, {}, cache())->is_from_index);
    }

    void ofTooManyFilesNothingIsKnown() {
        const auto all = folderState(m_folder.path());
        QVERIFY(all->files > 3);
        QVERIFY(folderState(m_folder.path(), {}, 0, all->files)->isSameAs(*all));
        const auto none = folderState(m_folder.path(), {}, 0, all->files - 1);
        QCOMPARE(none->files, std::uint64_t{0});
        QCOMPARE(hasChanged({.tree = m_folder.path(), .state = *none}), std::optional(false));
    }

    void aDamagedIndexIsMadeAnew() {
        const auto first = openDataset(m_folder.path(), {}, cache());
        const fs::path file = fs::directory_iterator(cache().folder)->path();
        std::string bytes;
        {
            std::ifstream in(file, std::ios::binary);
            bytes.assign(std::istreambuf_iterator<char>(in), {});
        }
        const auto put = [&](const std::string& changed) {
            fs::remove(file);
            std::ofstream(file, std::ios::binary) << changed;
        };
        const auto isRefusedOrEqual = [&] {
            const auto read = readIndex(file);
            const auto head = readIndexHead(file);
            return !read || !head;
        };
        for (std::size_t at = 0; at < bytes.size(); at += 1 + bytes.size() / 700) {
            std::string changed = bytes;
            changed[at] = static_cast<char>(changed[at] ^ 0x41);
            put(changed);
            QVERIFY(isRefusedOrEqual());
            put(bytes.substr(0, at));
            QVERIFY(isRefusedOrEqual());
        }
        const auto again = openDataset(m_folder.path(), {}, cache());
        QVERIFY(!again->is_from_index);
        compare(first->dataset, again->dataset);
        QVERIFY(openDataset(m_folder.path(), {}, cache())->is_from_index);
    }

    void whoDoesNotWaitForTheLookSeesAfterwards() {
        const auto first = openDataset(m_folder.path(), {}, cache());
        QVERIFY(first->is_checked);
        IndexCache unchecked = cache();
        unchecked.most_checked = first->source.state.files - 1;
        const auto known = openDataset(m_folder.path(), {}, unchecked);
        QVERIFY(known->is_from_index && !known->is_checked);
        QCOMPARE(hasChanged(known->source), std::optional(false));
        m_folder.xml("later", fixture::size(100, 50));
        const auto outdated = openDataset(m_folder.path(), {}, unchecked);
        QVERIFY(outdated->is_from_index && !outdated->is_checked);
        compare(first->dataset, outdated->dataset);
        QCOMPARE(hasChanged(outdated->source), std::optional(true));
        unchecked.most_checked = first->source.state.files;
        QVERIFY(!openDataset(m_folder.path(), {}, unchecked)->is_from_index);
    }

    void aCacheThatCannotBeWrittenMakesNoDifference() {
        IndexCache nowhere = cache();
        nowhere.folder = m_folder.path("Annotations/a.xml");  // a file
        const auto opened = openDataset(m_folder.path(), {}, nowhere);
        QVERIFY(opened && !opened->is_from_index);
        compare(m_folder.read(), opened->dataset);
        QVERIFY_THROWS_EXCEPTION(Error, (void)openDataset(m_folder.path("absent"), {}, cache()));
    }

    void aStopLeavesNothing() {
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!openDataset(m_folder.path(), {}, cache(), stop.get_token()));
        QVERIFY(!fs::exists(cache().folder));
        QVERIFY(!folderState(m_folder.path(), stop.get_token()));
    }

    void theStateDoesNotDependOnThreads() {
        for (int i = 0; i < 9000; ++i) {
            m_folder.write(QStringLiteral("Annotations/many/%1.txt").arg(i), "x");
        }
        const FolderState one = *folderState(m_folder.path(), {}, 1);
        const FolderState eight = *folderState(m_folder.path(), {}, 8);
        QVERIFY(one.isSameAs(eight) && one.newest_ns == eight.newest_ns);
        QVERIFY(one.files > 9000);
    }

  private:
    IndexCache cache() const {
        return {.folder = m_cache_folder.filePath("datasets").toStdString(),
                .doubtful = std::chrono::nanoseconds(0),
                .least_images = 1};
    }

    fixture::AnnotationFolder m_folder;
    QTemporaryDir m_cache_folder;
};

QTEST_APPLESS_MAIN(DatasetIndexTest)
#include "dataset_index_test.moc"
