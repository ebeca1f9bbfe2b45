<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Core</name>
    <message>
        <source>there is no such file</source>
        <translation>没有此文件</translation>
    </message>
    <message>
        <source>it cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>its protocol is not 1001, the only one of torch&apos;s files before 1.6</source>
        <translation>其协议不是 1001，而 torch 1.6 之前的文件只有这一种</translation>
    </message>
    <message>
        <source>it was written on a big-endian machine</source>
        <translation>它是在大端序机器上写入的</translation>
    </message>
    <message>
        <source>Load and save it again with torch on this kind of machine</source>
        <translation>请在同类机器上用 torch 加载后重新保存</translation>
    </message>
    <message>
        <source>the list of its tensors&apos; data is missing</source>
        <translation>缺少张量数据的列表</translation>
    </message>
    <message>
        <source>Get the file again; it is cut off or damaged</source>
        <translation>请重新获取该文件；它不完整或已损坏</translation>
    </message>
    <message>
        <source>unknown tensor type %1</source>
        <translation>未知的张量类型 %1</translation>
    </message>
    <message>
        <source>the data of a tensor has two types</source>
        <translation>同一张量的数据有两种类型</translation>
    </message>
    <message>
        <source>its tensors announce more data than the file holds</source>
        <translation>其张量声明的数据多于文件所含的数据</translation>
    </message>
    <message>
        <source>it holds data that no tensor uses</source>
        <translation>它含有没有张量使用的数据</translation>
    </message>
    <message>
        <source>the data of a tensor is not as long as announced</source>
        <translation>某个张量的数据长度与声明不符</translation>
    </message>
    <message>
        <source>the data of a tensor is cut off</source>
        <translation>某个张量的数据不完整</translation>
    </message>
    <message>
        <source>the data of a tensor is missing</source>
        <translation>缺少某个张量的数据</translation>
    </message>
    <message>
        <source>a container holds itself</source>
        <translation>某个容器包含自身</translation>
    </message>
    <message>
        <source>it is nested deeper than any state dict</source>
        <translation>其嵌套比任何状态字典都深</translation>
    </message>
    <message>
        <source>reading</source>
        <translation>读取</translation>
    </message>
    <message>
        <source>the pickled part ends early</source>
        <translation>pickle 部分提前结束</translation>
    </message>
    <message>
        <source>the pickled part is malformed: it calls without arguments</source>
        <translation>pickle 部分格式错误：它的调用没有参数</translation>
    </message>
    <message>
        <source>the pickled part is malformed: it calls something that is not a class</source>
        <translation>pickle 部分格式错误：它调用的不是类</translation>
    </message>
    <message>
        <source>the pickled part asks for &quot;%1&quot;, which would run a program; it was not run</source>
        <translation>pickle 部分要求“%1”，这会运行程序；未予运行</translation>
    </message>
    <message>
        <source>The file may be hostile: do not load it with Python either</source>
        <translation>该文件可能怀有恶意：也不要用 Python 加载它</translation>
    </message>
    <message>
        <source>an ordered dictionary is not given as a list of pairs</source>
        <translation>有序字典不是以键值对列表给出的</translation>
    </message>
    <message>
        <source>the pickled part names a tensor&apos;s data in an unknown way</source>
        <translation>pickle 部分以未知的方式引用张量的数据</translation>
    </message>
    <message>
        <source>a tensor&apos;s data reaches outside the data that it is part of</source>
        <translation>某个张量的数据超出其所属数据的范围</translation>
    </message>
    <message>
        <source>a tensor&apos;s shape is not a tuple of numbers</source>
        <translation>某个张量的形状不是数字元组</translation>
    </message>
    <message>
        <source>a tensor has no data</source>
        <translation>某个张量没有数据</translation>
    </message>
    <message>
        <source>a tensor reaches outside its data</source>
        <translation>某个张量超出其数据的范围</translation>
    </message>
    <message>
        <source>the pickled part has an instruction that no state dict needs (byte %1)</source>
        <translation>pickle 部分含有状态字典不需要的指令（字节 %1）</translation>
    </message>
    <message>
        <source>a number is invalid, or beyond 64 bits</source>
        <translation>某个数字无效或超出 64 位</translation>
    </message>
    <message>
        <source>it creates an object without a class</source>
        <translation>它创建的对象没有类</translation>
    </message>
    <message>
        <source>the pickled part is not well-formed: %1</source>
        <translation>pickle 部分格式不正确：%1</translation>
    </message>
    <message>
        <source>the pickled part would take far more memory than a state dict of its size</source>
        <translation>pickle 部分占用的内存将远多于同等大小的状态字典</translation>
    </message>
    <message>
        <source>its stack runs empty</source>
        <translation>其栈已空</translation>
    </message>
    <message>
        <source>a mark is missing</source>
        <translation>缺少标记</translation>
    </message>
    <message>
        <source>items without their container</source>
        <translation>有元素而没有其容器</translation>
    </message>
    <message>
        <source>it sets attributes on a value that has none</source>
        <translation>它给没有属性的值设置属性</translation>
    </message>
    <message>
        <source>it reads a memo entry that was never stored</source>
        <translation>它读取从未存储过的备忘条目</translation>
    </message>
    <message>
        <source>writing a pickle</source>
        <translation>写入 pickle</translation>
    </message>
    <message>
        <source>classes, their objects and bare storages are not supported</source>
        <translation>不支持类、类的对象和单独的存储</translation>
    </message>
    <message>
        <source>writing a tensor</source>
        <translation>写入张量</translation>
    </message>
    <message>
        <source>no storage type for %1</source>
        <translation>%1 没有对应的存储类型</translation>
    </message>
    <message>
        <source>Choose a .pt or .pth file that Priorscope or torch.save wrote</source>
        <translation>请选择由 Priorscope 或 torch.save 写入的 .pt 或 .pth 文件</translation>
    </message>
    <message>
        <source>it is a TorchScript program, which holds code and not just weights</source>
        <translation>这是 TorchScript 程序，其中有代码而不只是权重</translation>
    </message>
    <message>
        <source>Save the model&apos;s state_dict() with torch.save and use that file</source>
        <translation>请用 torch.save 保存模型的 state_dict()，然后使用该文件</translation>
    </message>
    <message>
        <source>the zip archive holds no data.pkl, so torch.save did not write it</source>
        <translation>该 zip 压缩包没有 data.pkl，因此不是 torch.save 写入的</translation>
    </message>
    <message>
        <source>the data of tensor %1 has two types</source>
        <translation>张量 %1 的数据有两种类型</translation>
    </message>
    <message>
        <source>the data of tensor %1 has %2 bytes, %3 elements were announced</source>
        <translation>张量 %1 的数据有 %2 字节，而声明了 %3 个元素</translation>
    </message>
    <message>
        <source>it is not a checkpoint (no zip archive)</source>
        <translation>它不是检查点（不是 zip 压缩包）</translation>
    </message>
    <message>
        <source>the archive is cut off or damaged (%1)</source>
        <translation>压缩包不完整或已损坏（%1）</translation>
    </message>
    <message>
        <source>Get the file again</source>
        <translation>请重新获取该文件</translation>
    </message>
    <message>
        <source>an entry cannot be read</source>
        <translation>某个条目无法读取</translation>
    </message>
    <message>
        <source>its entry %1 occurs twice</source>
        <translation>其条目 %1 出现两次</translation>
    </message>
    <message>
        <source>it has no entry %1</source>
        <translation>它没有条目 %1</translation>
    </message>
    <message>
        <source>its entry %1 is compressed, which torch.save never does</source>
        <translation>其条目 %1 经过压缩，而 torch.save 从不压缩</translation>
    </message>
    <message>
        <source>If it is an archive around a file of weights, unpack it first</source>
        <translation>如果它是包着权重文件的压缩包，请先解压</translation>
    </message>
    <message>
        <source>its entry %1 does not have the size that it announces</source>
        <translation>其条目 %1 的大小与声明不符</translation>
    </message>
    <message>
        <source>its entry %1 is too short</source>
        <translation>其条目 %1 过短</translation>
    </message>
    <message>
        <source>its entries overlap</source>
        <translation>其条目相互重叠</translation>
    </message>
    <message>
        <source>its entry %1: %2</source>
        <translation>其条目 %1：%2</translation>
    </message>
    <message>
        <source>it</source>
        <translation>此操作</translation>
    </message>
    <message>
        <source>one image</source>
        <translation>一张图像</translation>
    </message>
    <message>
        <source>a batch of %1 images</source>
        <translation>%1 张图像的批次</translation>
    </message>
    <message>
        <source>%1 of %2 × %3 px</source>
        <translation>%1（%2 × %3 像素）</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%2 处理 %1</translation>
    </message>
    <message>
        <source>there is not enough memory: %1 needs another %2 beside the %3 that the program holds, and %4 are free</source>
        <translation>内存不足：%1除程序已占用的 %3 之外还需要 %2，而可用的只有 %4</translation>
    </message>
    <message>
        <source>there is not enough memory: %1 needs more beside the %2 that the program holds, and %3 are free</source>
        <translation>内存不足：%1需要比程序已占用的 %2 更多的内存，而可用的只有 %3</translation>
    </message>
    <message>
        <source>Close other programs, or take a smaller input or detector</source>
        <translation>请关闭其他程序，或选用更小的输入或检测器</translation>
    </message>
    <message>
        <source>A batch of %1 may fit; a smaller input needs less as well</source>
        <translation>批大小 %1 或许可行；更小的输入也会减少占用</translation>
    </message>
    <message>
        <source>Let other programs leave the device, take a smaller input or detector, or the CPU</source>
        <translation>请让其他程序释放该设备，选用更小的输入或检测器，或改用 CPU</translation>
    </message>
    <message>
        <source>the CUDA device has not enough memory: %1 needs another %2</source>
        <translation>CUDA 设备的内存不足：%1还需要 %2</translation>
    </message>
    <message>
        <source>the CUDA device has not enough memory: %1 needs more</source>
        <translation>CUDA 设备的内存不足：%1需要更多内存</translation>
    </message>
    <message>
        <source>an operation of torch failed (%1)</source>
        <translation>torch 的一个操作失败（%1）</translation>
    </message>
    <message>
        <source>This should not happen; please report it</source>
        <translation>这不应发生；请报告此问题</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1。%2</translation>
    </message>
    <message>
        <source>%1; %2</source>
        <translation>%1；%2</translation>
    </message>
    <message>
        <source>%1; and %2 more</source>
        <translation>%1；另有 %2 个</translation>
    </message>
    <message>
        <source>Free some space and save again; the file that was there is unchanged</source>
        <translation>请腾出一些空间后重新保存；原有的文件保持不变</translation>
    </message>
    <message>
        <source>Free some space and save again</source>
        <translation>请腾出一些空间后重新保存</translation>
    </message>
    <message>
        <source>Make the folder first</source>
        <translation>请先建立该文件夹</translation>
    </message>
    <message>
        <source>Choose another place, or change the permissions</source>
        <translation>请选择其他位置，或更改权限</translation>
    </message>
    <message>
        <source>Check the path</source>
        <translation>请检查路径</translation>
    </message>
    <message>
        <source>Check the permissions</source>
        <translation>请检查权限</translation>
    </message>
    <message>
        <source>it is a directory, not a file</source>
        <translation>它是目录，不是文件</translation>
    </message>
    <message>
        <source>it is a pipe, not a file</source>
        <translation>它是管道，不是文件</translation>
    </message>
    <message>
        <source>it is a socket, not a file</source>
        <translation>它是套接字，不是文件</translation>
    </message>
    <message>
        <source>it is a device, not a file</source>
        <translation>它是设备，不是文件</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 字节</translation>
    </message>
    <message>
        <source>there is not enough memory for its %1</source>
        <translation>内存不足以容纳它的 %1</translation>
    </message>
    <message>
        <source>Close other programs, or choose a smaller file</source>
        <translation>请关闭其他程序，或选择更小的文件</translation>
    </message>
    <message>
        <source>it has %1, more than the %2 that such a file may have</source>
        <translation>它有 %1，超过此类文件允许的 %2</translation>
    </message>
    <message>
        <source>Choose another file</source>
        <translation>请选择其他文件</translation>
    </message>
    <message>
        <source>process %1 on %2, since %3</source>
        <translation>%2 上的进程 %1（始于 %3）</translation>
    </message>
    <message>
        <source>another process</source>
        <translation>另一个进程</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>reading %1</source>
        <translation>读取 %1</translation>
    </message>
    <message>
        <source>expected a JSON object</source>
        <translation>应为 JSON 对象</translation>
    </message>
    <message>
        <source>the key &quot;%1&quot; is missing</source>
        <translation>缺少键“%1”</translation>
    </message>
    <message>
        <source>unknown key &quot;%1&quot;</source>
        <translation>未知的键“%1”</translation>
    </message>
    <message>
        <source>Known are %1</source>
        <translation>已知的有 %1</translation>
    </message>
    <message>
        <source>the key &quot;%1&quot; has the wrong type (%2)</source>
        <translation>键“%1”的类型不正确（%2）</translation>
    </message>
    <message>
        <source>the key &quot;%1&quot; must be %2, got %3</source>
        <translation>键“%1”必须是%2，实际为 %3</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true 或 false</translation>
    </message>
    <message>
        <source>a number of single precision</source>
        <translation>单精度数</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>a whole number from 0</source>
        <translation>不小于 0 的整数</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>the key &quot;%1&quot; occurs twice in one object</source>
        <translation>键“%1”在同一对象中出现两次</translation>
    </message>
    <message>
        <source>a number is beyond the range of double precision</source>
        <translation>某个数字超出双精度的范围</translation>
    </message>
    <message>
        <source>objects and lists are nested more than %1 deep</source>
        <translation>对象和列表的嵌套超过 %1 层</translation>
    </message>
    <message>
        <source>a blank or the end of the line</source>
        <translation>空白或行尾</translation>
    </message>
    <message>
        <source>byte 0x%1</source>
        <translation>字节 0x%1</translation>
    </message>
    <message>
        <source>the text is UTF-16, JSON is UTF-8</source>
        <translation>文本是 UTF-16，而 JSON 是 UTF-8</translation>
    </message>
    <message>
        <source>Save it as UTF-8</source>
        <translation>请保存为 UTF-8</translation>
    </message>
    <message>
        <source>the file is a zip archive, such as a checkpoint, and not JSON</source>
        <translation>该文件是 zip 压缩包（例如检查点），不是 JSON</translation>
    </message>
    <message>
        <source>Name a preset or a JSON file; a checkpoint is given with --weights</source>
        <translation>请给出预设或 JSON 文件；检查点用 --weights 给出</translation>
    </message>
    <message>
        <source>the text ends before the JSON document does</source>
        <translation>文本在 JSON 文档结束之前就结束了</translation>
    </message>
    <message>
        <source>not valid JSON at column %1, at %2</source>
        <translation>第 %1 列不是有效的 JSON，位于 %2</translation>
    </message>
    <message>
        <source>Correct the file, or write it again</source>
        <translation>请更正该文件，或重新写入</translation>
    </message>
    <message>
        <source>loading %1 %2</source>
        <translation>加载%1 %2</translation>
    </message>
    <message>
        <source>there is neither a preset nor a file of that name</source>
        <translation>没有该名称的预设，也没有该名称的文件</translation>
    </message>
    <message>
        <source>Presets are %1</source>
        <translation>预设有 %1</translation>
    </message>
    <message>
        <source>loading %1</source>
        <translation>加载%1</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>a finite number</source>
        <translation>有限的数</translation>
    </message>
    <message>
        <source>above %1</source>
        <translation>大于 %1 的数</translation>
    </message>
    <message>
        <source>%1 or more</source>
        <translation>不小于 %1 的数</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>%1 内的数</translation>
    </message>
    <message>
        <source>%1 or %2</source>
        <translation>%1 或 %2</translation>
    </message>
    <message>
        <source>reading the option %1</source>
        <translation>读取选项 %1</translation>
    </message>
    <message>
        <source>it must be %1, got &quot;%2&quot;</source>
        <translation>必须为：%1，实际为“%2”</translation>
    </message>
    <message>
        <source>numbers with commas between them</source>
        <translation>以逗号分隔的数字</translation>
    </message>
    <message>
        <source>%1, %2 for %3</source>
        <translation>%1，%2 表示%3</translation>
    </message>
    <message>
        <source>must each be %1</source>
        <translation>每个都必须为：%1</translation>
    </message>
    <message>
        <source>must be %1</source>
        <translation>必须为：%1</translation>
    </message>
    <message>
        <source>reading an option</source>
        <translation>读取选项</translation>
    </message>
    <message>
        <source>expected KEY=VALUE, got &quot;%1&quot;</source>
        <translation>应为 KEY=VALUE，实际为“%1”</translation>
    </message>
    <message>
        <source>reading the options</source>
        <translation>读取选项</translation>
    </message>
    <message>
        <source>there is no option &quot;%1&quot;</source>
        <translation>没有选项“%1”</translation>
    </message>
    <message>
        <source>setting an option</source>
        <translation>设置选项</translation>
    </message>
    <message>
        <source>the options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>%1, got %2</source>
        <translation>%1，实际为 %2</translation>
    </message>
    <message>
        <source>it holds no table of functions</source>
        <translation>它不含函数表</translation>
    </message>
    <message>
        <source>Build or install Priorscope again, with the libraries that it needs</source>
        <translation>请重新构建或安装 Priorscope 及其所需的库</translation>
    </message>
    <message>
        <source>There is not enough memory. Close other programs, or reduce the amount of work</source>
        <translation>内存不足。请关闭其他程序，或减少工作量</translation>
    </message>
    <message>
        <source>%1: %2. Check the path and its permissions</source>
        <translation>%1：%2。请检查路径及其权限</translation>
    </message>
    <message>
        <source>The system refused: %1</source>
        <translation>系统拒绝：%1</translation>
    </message>
    <message>
        <source>An unexpected error (%1). Please report it, and how to reproduce it</source>
        <translation>意外错误（%1）。请报告此问题及重现方法</translation>
    </message>
    <message>
        <source>it has %1 MB; a text file may have %2</source>
        <translation>它有 %1 MB；文本文件最多可有 %2 MB</translation>
    </message>
    <message>
        <source>Check that this is the right file</source>
        <translation>请确认文件是否正确</translation>
    </message>
    <message>
        <source>it contains NUL bytes, so it is not text</source>
        <translation>它含有 NUL 字节，因此不是文本</translation>
    </message>
    <message>
        <source>Save it as plain text in UTF-8</source>
        <translation>请保存为 UTF-8 纯文本</translation>
    </message>
    <message>
        <source>loading the checkpoint</source>
        <translation>加载检查点</translation>
    </message>
    <message>
        <source>the folder holds neither checkpoints/best.pt nor checkpoints/last.pt</source>
        <translation>该文件夹既没有 checkpoints/best.pt，也没有 checkpoints/last.pt</translation>
    </message>
    <message>
        <source>Name a checkpoint, or the folder of a run that has saved one</source>
        <translation>请给出检查点，或已保存检查点的运行的文件夹</translation>
    </message>
    <message>
        <source>it has format %1, this program knows %2</source>
        <translation>其格式为 %1，本程序支持 %2</translation>
    </message>
    <message>
        <source>Use the version of Priorscope that wrote it, or a newer one</source>
        <translation>请使用写入它的 Priorscope 版本或更新的版本</translation>
    </message>
    <message>
        <source>the weight %1 is missing or of another shape</source>
        <translation>权重 %1 缺失或形状不同</translation>
    </message>
    <message>
        <source>saving the checkpoint</source>
        <translation>保存检查点</translation>
    </message>
    <message>
        <source>%1. %2, which waited as well, is given up</source>
        <translation>%1。同样在等待的 %2 已放弃</translation>
    </message>
    <message>
        <source>choosing the device</source>
        <translation>选择设备</translation>
    </message>
    <message>
        <source>must be auto, cpu, cuda or cuda:N</source>
        <translation>必须是 auto、cpu、cuda 或 cuda:N</translation>
    </message>
    <message>
        <source>%1, got &quot;%2&quot;</source>
        <translation>%1，实际为“%2”</translation>
    </message>
    <message>
        <source>choosing the precision</source>
        <translation>选择精度</translation>
    </message>
    <message>
        <source>running a network</source>
        <translation>运行网络</translation>
    </message>
    <message>
        <source>it lies on %1</source>
        <translation>它位于 %1</translation>
    </message>
    <message>
        <source>%1 finds none; `nvidia-smi` says whether the driver does</source>
        <translation>%1 没有找到设备；`nvidia-smi` 会显示驱动程序是否找到</translation>
    </message>
    <message>
        <source>%1 is built without CUDA; build with one that has it</source>
        <translation>%1 构建时未包含 CUDA；请用包含 CUDA 的版本构建</translation>
    </message>
    <message>
        <source>loading the torch library</source>
        <translation>加载 torch 库</translation>
    </message>
    <message>
        <source>The image cannot be decoded: %1</source>
        <translation>图像无法解码：%1</translation>
    </message>
    <message>
        <source>Write one class name per line, as plain text in UTF-8, without background</source>
        <translation>请每行写一个类别名，用 UTF-8 纯文本，不含背景</translation>
    </message>
    <message>
        <source>reading the class list</source>
        <translation>读取类别列表</translation>
    </message>
    <message>
        <source>every line has a number, and the numbers do not rise by one from 0 or 1</source>
        <translation>每行都有数字，但数字不是从 0 或 1 起逐一递增</translation>
    </message>
    <message>
        <source>Remove them where they are ids; where they are part of the names, put every name in quotes</source>
        <translation>如果它们是编号，请删除；如果是名称的一部分，请给每个名称加引号</translation>
    </message>
    <message>
        <source>the file looks like JSON, YAML, XML or a label map of another program</source>
        <translation>该文件像是其他程序的 JSON、YAML、XML 或标签映射</translation>
    </message>
    <message>
        <source>the line begins with #, as comments do</source>
        <translation>该行以 # 开头，像是注释</translation>
    </message>
    <message>
        <source>Remove the line, or put the name in quotes</source>
        <translation>请删除该行，或给名称加引号</translation>
    </message>
    <message>
        <source>the line has %1 bytes, too many for a name</source>
        <translation>该行有 %1 字节，作为名称过长</translation>
    </message>
    <message>
        <source>the names stand in one line, separated by commas</source>
        <translation>名称写在同一行，以逗号分隔</translation>
    </message>
    <message>
        <source>every line has several columns, separated by commas</source>
        <translation>每行有多列，以逗号分隔</translation>
    </message>
    <message>
        <source>its encoding is not recognised; it is not UTF-8</source>
        <translation>其编码无法识别；它不是 UTF-8</translation>
    </message>
    <message>
        <source>the line has a number and no name</source>
        <translation>该行有数字而没有名称</translation>
    </message>
    <message>
        <source>the class &quot;%1&quot; is the background</source>
        <translation>类别“%1”是背景</translation>
    </message>
    <message>
        <source>Remove the line: every detector has a background of its own, which is not listed</source>
        <translation>请删除该行：每个检测器都有自己的背景，不列在其中</translation>
    </message>
    <message>
        <source>the class &quot;%1&quot; occurs twice (line %2)</source>
        <translation>类别“%1”出现两次（第 %2 行）</translation>
    </message>
    <message>
        <source>the class &quot;%1&quot; differs from &quot;%2&quot; (line %3) only in letter case</source>
        <translation>类别“%1”与“%2”（第 %3 行）仅大小写不同</translation>
    </message>
    <message>
        <source>Remove one of the two lines</source>
        <translation>请删除两行之一</translation>
    </message>
    <message>
        <source>it names no class</source>
        <translation>它没有列出类别</translation>
    </message>
    <message>
        <source>&quot;%1&quot; (%2 object)</source>
        <translation>“%1”（%2 个目标）</translation>
    </message>
    <message>
        <source>&quot;%1&quot; (%2 objects)</source>
        <translation>“%1”（%2 个目标）</translation>
    </message>
    <message>
        <source>The class names %1 and %2 are nearly the same, and are two classes. If one is meant, write it one way in all annotations.</source>
        <translation>类别名 %1 和 %2 几乎相同，却是两个类别。如果本是同一类别，请在所有标注中统一写法。</translation>
    </message>
    <message>
        <source>The class &quot;%1&quot; has %2 object and would be trained as a class of objects. Every detector has a background of its own: remove these objects.</source>
        <translation>类别“%1”有 %2 个目标，会被当作目标类别训练。每个检测器都有自己的背景：请删除这些目标。</translation>
    </message>
    <message>
        <source>The class &quot;%1&quot; has %2 objects and would be trained as a class of objects. Every detector has a background of its own: remove these objects.</source>
        <translation>类别“%1”有 %2 个目标，会被当作目标类别训练。每个检测器都有自己的背景：请删除这些目标。</translation>
    </message>
    <message>
        <source>opening the split &quot;%1&quot; of</source>
        <translation>打开划分“%1”，数据集</translation>
    </message>
    <message>
        <source>there is no such split</source>
        <translation>没有此划分</translation>
    </message>
    <message>
        <source>The dataset has no splits: leave the split out to take every image</source>
        <translation>数据集没有划分：请不指定划分，使用全部图像</translation>
    </message>
    <message>
        <source>The splits are: %1</source>
        <translation>划分有：%1</translation>
    </message>
    <message>
        <source>choosing images of</source>
        <translation>选择图像，数据集</translation>
    </message>
    <message>
        <source>there is no class %1</source>
        <translation>没有类别 %1</translation>
    </message>
    <message>
        <source>Filter by classes of its own</source>
        <translation>请按其已有的类别筛选</translation>
    </message>
    <message>
        <source>there is no image %1 among its %2, counted from 0</source>
        <translation>其 %2 张图像中没有从 0 起的第 %1 张</translation>
    </message>
    <message>
        <source>Choose among those</source>
        <translation>请在其中选择</translation>
    </message>
    <message>
        <source>there is no image &quot;%1&quot;</source>
        <translation>没有图像“%1”</translation>
    </message>
    <message>
        <source>An image is named as in the split lists, in the same letter case</source>
        <translation>图像的名称与划分列表中相同，大小写也相同</translation>
    </message>
    <message>
        <source>no image is chosen (%1)</source>
        <translation>没有选择图像（%1）</translation>
    </message>
    <message>
        <source>none of the chosen images exist (%1)</source>
        <translation>所选图像都不存在（%1）</translation>
    </message>
    <message>
        <source>no images exist</source>
        <translation>没有任何图像存在</translation>
    </message>
    <message>
        <source>no image of the split &quot;%1&quot; is there</source>
        <translation>划分“%1”没有图像存在</translation>
    </message>
    <message>
        <source>writing the sample dataset</source>
        <translation>写入示例数据集</translation>
    </message>
    <message>
        <source>there is a file of that name</source>
        <translation>已有同名文件</translation>
    </message>
    <message>
        <source>Choose another folder</source>
        <translation>请选择其他文件夹</translation>
    </message>
    <message>
        <source>the folder is not empty</source>
        <translation>该文件夹不为空</translation>
    </message>
    <message>
        <source>Choose a new or empty folder</source>
        <translation>请选择新的或空的文件夹</translation>
    </message>
    <message>
        <source>Choose another folder, or change the permissions</source>
        <translation>请选择其他文件夹，或更改权限</translation>
    </message>
    <message>
        <source>must be 10 to 100000, got %1</source>
        <translation>必须是 10 至 100000，实际为 %1</translation>
    </message>
    <message>
        <source>must be 0 or more, got %1</source>
        <translation>必须不小于 0，实际为 %1</translation>
    </message>
    <message>
        <source>must be in [0, 1)</source>
        <translation>必须在 [0, 1) 内</translation>
    </message>
    <message>
        <source>must be above 0</source>
        <translation>必须大于 0</translation>
    </message>
    <message>
        <source>must be in [0, 1]</source>
        <translation>必须在 [0, 1] 内</translation>
    </message>
    <message>
        <source>reading predictions</source>
        <translation>读取预测</translation>
    </message>
    <message>
        <source>scores must be [priors × (classes + 1)] and offsets [priors × 4] for %1 priors, got %2 and %3 values</source>
        <translation>对于 %1 个先验框，得分必须为 [先验框 × (类别 + 1)]，偏移必须为 [先验框 × 4]，实际为 %2 个和 %3 个值</translation>
    </message>
    <message>
        <source>scores must be [boxes × (classes + 1)] for %1 boxes, got %2 values</source>
        <translation>对于 %1 个框，得分必须为 [框 × (类别 + 1)]，实际为 %2 个值</translation>
    </message>
    <message>
        <source>selecting detections</source>
        <translation>选取检测</translation>
    </message>
    <message>
        <source>Left out of the mean, since no object of theirs counts here: %1</source>
        <translation>未计入均值（此处没有它们可计入的目标）：%1</translation>
    </message>
    <message>
        <source>The detector&apos;s class &quot;%1&quot; and the data&apos;s &quot;%2&quot; differ only in spelling: they were taken as two classes</source>
        <translation>检测器的类别“%1”与数据的“%2”仅写法不同：已作为两个类别处理</translation>
    </message>
    <message>
        <source>%1 image of the split without an image file: left out, with the objects on them</source>
        <translation>划分中 %1 张图像没有图像文件：已连同其目标排除</translation>
    </message>
    <message>
        <source>%1 images of the split without an image file: left out, with the objects on them</source>
        <translation>划分中 %1 张图像没有图像文件：已连同其目标排除</translation>
    </message>
    <message>
        <source>%1 image of the split that cannot be decoded: left out, with the objects on them</source>
        <translation>划分中 %1 张图像无法解码：已连同其目标排除</translation>
    </message>
    <message>
        <source>%1 images of the split that cannot be decoded: left out, with the objects on them</source>
        <translation>划分中 %1 张图像无法解码：已连同其目标排除</translation>
    </message>
    <message>
        <source>evaluating detections</source>
        <translation>评估检测</translation>
    </message>
    <message>
        <source>label %1 is not one of the %2 classes</source>
        <translation>标签 %1 不属于 %2 个类别</translation>
    </message>
    <message>
        <source>must be in (0, 1]</source>
        <translation>必须在 (0, 1] 内</translation>
    </message>
    <message>
        <source>must be in [0, match_iou)</source>
        <translation>必须在 [0, match_iou) 内</translation>
    </message>
    <message>
        <source>comparing detections with objects</source>
        <translation>将检测与目标比较</translation>
    </message>
    <message>
        <source>opening the dataset</source>
        <translation>打开数据集</translation>
    </message>
    <message>
        <source>it holds annotations of no known format</source>
        <translation>其标注的格式未知</translation>
    </message>
    <message>
        <source>listing the images</source>
        <translation>列出图像</translation>
    </message>
    <message>
        <source>the folder holds no image</source>
        <translation>该文件夹没有图像</translation>
    </message>
    <message>
        <source>Choose a folder with images, or name the files</source>
        <translation>请选择含图像的文件夹，或指定文件</translation>
    </message>
    <message>
        <source>No image of this name lies in the annotation&apos;s own folder: %1 is taken. If it is another picture, put the right one there.</source>
        <translation>标注所在的文件夹中没有该名称的图像：采用 %1。如果它是另一张图像，请将正确的图像放到那里。</translation>
    </message>
    <message>
        <source>The images %1 and %2 both fit this annotation; %3 is taken. Name the right one in &lt;filename&gt;.</source>
        <translation>图像 %1 和 %2 都与此标注相符；采用 %3。请在 &lt;filename&gt; 中写明正确的图像。</translation>
    </message>
    <message>
        <source>The annotations %1 and %2 both lead to the image %3: this annotation has no image and is not trained on. Rename the image or the annotation, or write all objects of an image into one file.</source>
        <translation>标注 %1 和 %2 都指向图像 %3：此标注没有图像，不用于训练。请重命名图像或标注，或将一张图像的所有目标写入同一文件。</translation>
    </message>
    <message>
        <source>The annotations %1 and %2 both lead to the image %3, and no image is called %4: this annotation has no image and is not trained on. Rename the image or the annotation, or write all objects of an image into one file.</source>
        <translation>标注 %1 和 %2 都指向图像 %3，且没有名为 %4 的图像：此标注没有图像，不用于训练。请重命名图像或标注，或将一张图像的所有目标写入同一文件。</translation>
    </message>
    <message>
        <source>The annotation names the image %1, which is not there; %2 is taken instead.</source>
        <translation>标注写明的图像 %1 不存在；改用 %2。</translation>
    </message>
    <message>
        <source>The annotation names the image %1, but is itself called %2: %3 is taken. Correct &lt;filename&gt;.</source>
        <translation>标注写明图像 %1，而自身名为 %2：采用 %3。请更正 &lt;filename&gt;。</translation>
    </message>
    <message>
        <source>The annotation is called %1, but names the image %2, which lies nearer: %2 is taken, not %3.</source>
        <translation>标注名为 %1，但写明的图像 %2 更近：采用 %2，而不是 %3。</translation>
    </message>
    <message>
        <source>The annotation is called %1, but names the image %2, and only that has the size in &lt;size&gt;: %2 is taken, not %3.</source>
        <translation>标注名为 %1，但写明图像 %2，且只有它的尺寸与 &lt;size&gt; 相符：采用 %2，而不是 %3。</translation>
    </message>
    <message>
        <source>The image %1 is there, but files of this format are not read: convert it to JPEG or PNG.</source>
        <translation>图像 %1 存在，但不支持此格式的文件：请转换为 JPEG 或 PNG。</translation>
    </message>
    <message>
        <source>The image %1 is a link to a file that does not exist; it is left out.</source>
        <translation>图像 %1 是链接，所指文件不存在；已排除。</translation>
    </message>
    <message>
        <source>The image %1 is not there; it was looked for in %2, and is left out. Put it there, or remove the annotation.</source>
        <translation>图像 %1 不存在；已在 %2 中查找，现予排除。请将它放到那里，或删除该标注。</translation>
    </message>
    <message>
        <source>EXIF rotates the image (orientation %1), and neither %2 nor the boxes say whether they refer to it as stored or as shown; other images of the dataset disagree. They are taken as shown. Check the boxes on the image, or save the pixels rotated and without EXIF.</source>
        <translation>EXIF 旋转了图像（方向 %1），而 %2 和框都无法说明它们是按存储还是按显示的图像；数据集的其他图像也不一致。现按显示的图像处理。请在图像上核对各框，或保存旋转后的像素并去掉 EXIF。</translation>
    </message>
    <message>
        <source>EXIF rotates the image (orientation %1), and neither %2 nor the boxes say whether they refer to it as stored or as shown; other images of the dataset disagree. They are taken as stored. Check the boxes on the image, or save the pixels rotated and without EXIF.</source>
        <translation>EXIF 旋转了图像（方向 %1），而 %2 和框都无法说明它们是按存储还是按显示的图像；数据集的其他图像也不一致。现按存储的图像处理。请在图像上核对各框，或保存旋转后的像素并去掉 EXIF。</translation>
    </message>
    <message>
        <source>EXIF rotates the image (orientation %1), and neither %2 nor the boxes say whether they refer to it as stored or as shown; no other image of the dataset tells. They are taken as shown. Check the boxes on the image, or save the pixels rotated and without EXIF.</source>
        <translation>EXIF 旋转了图像（方向 %1），而 %2 和框都无法说明它们是按存储还是按显示的图像；数据集的其他图像也无法说明。现按显示的图像处理。请在图像上核对各框，或保存旋转后的像素并去掉 EXIF。</translation>
    </message>
    <message>
        <source>EXIF rotates the image (orientation %1), and neither %2 nor the boxes say whether they refer to it as stored or as shown; no other image of the dataset tells. They are taken as stored. Check the boxes on the image, or save the pixels rotated and without EXIF.</source>
        <translation>EXIF 旋转了图像（方向 %1），而 %2 和框都无法说明它们是按存储还是按显示的图像；数据集的其他图像也无法说明。现按存储的图像处理。请在图像上核对各框，或保存旋转后的像素并去掉 EXIF。</translation>
    </message>
    <message>
        <source>The boxes of all such annotations fit the image and are taken as its pixels. Correct %1.</source>
        <translation>所有此类标注的框都与图像相符，按图像的像素处理。请更正 %1。</translation>
    </message>
    <message>
        <source>The boxes of such annotations fit %1 and not the image, so they are taken as parts of a picture of that size. Scale boxes and %1 to the image.</source>
        <translation>此类标注的框与 %1 相符而与图像不符，因此按该尺寸图像的比例处理。请将框和 %1 缩放到图像的尺寸。</translation>
    </message>
    <message>
        <source>The boxes of such annotations fit neither: where they belong is not known, and the image is not used for training. Correct %1 and the boxes.</source>
        <translation>此类标注的框与两者都不相符：无法得知其位置，该图像不用于训练。请更正 %1 和各框。</translation>
    </message>
    <message>
        <source>%4 says %1, the image is %2 (swapped). %3</source>
        <translation>%4 为 %1，图像为 %2（宽高互换）。%3</translation>
    </message>
    <message>
        <source>%4 says %1, the image is %2. %3</source>
        <translation>%4 为 %1，图像为 %2。%3</translation>
    </message>
    <message>
        <source>The annotation gives no usable size; the image&apos;s own is taken: %1.</source>
        <translation>标注没有给出可用的尺寸；采用图像自身的尺寸：%1。</translation>
    </message>
    <message>
        <source>Neither the annotation nor the image gives a size; the image is not used for training.</source>
        <translation>标注和图像都没有给出尺寸；该图像不用于训练。</translation>
    </message>
    <message>
        <source>The box %1 covers %2 x %3 pixels: likely a slip of the mouse. It counts as an object until it is removed.</source>
        <translation>框 %1 只有 %2 x %3 像素：可能是鼠标误操作。在删除之前它仍算作目标。</translation>
    </message>
    <message>
        <source>The box %1 lies outside the image of %2 x %3: nothing is trained on. Correct or remove it.</source>
        <translation>框 %1 位于 %2 x %3 的图像之外：不参与训练。请更正或删除。</translation>
    </message>
    <message>
        <source>The box %1 reaches outside the image of %2 x %3: the part inside is trained on. Correct it.</source>
        <translation>框 %1 超出 %2 x %3 的图像：只训练图像内的部分。请更正。</translation>
    </message>
    <message>
        <source>it declares no encoding</source>
        <translation>它没有声明编码</translation>
    </message>
    <message>
        <source>it declares &quot;%1&quot;</source>
        <translation>它声明为“%1”</translation>
    </message>
    <message>
        <source>The text is read as %1; %2. Correct the declaration.</source>
        <translation>文本按 %1 读取；%2。请更正声明。</translation>
    </message>
    <message>
        <source>The text is read as %1; %2. Save the file as UTF-8.</source>
        <translation>文本按 %1 读取；%2。请将文件保存为 UTF-8。</translation>
    </message>
    <message>
        <source>The text is no UTF-8 (%1), and its encoding is not recognised: its other characters stand as \xNN. Save the file as UTF-8.</source>
        <translation>文本不是 UTF-8（%1），且其编码无法识别：其他字符显示为 \xNN。请将文件保存为 UTF-8。</translation>
    </message>
    <message>
        <source>The file cannot be read: %1; the image is left out.</source>
        <translation>文件无法读取：%1；该图像已排除。</translation>
    </message>
    <message>
        <source>The file is empty; the image is left out.</source>
        <translation>文件为空；该图像已排除。</translation>
    </message>
    <message>
        <source>The split %1 has %2 entries for %3 images: %4 occurs %5 times, %6 more are repeated. Each entry counts: repeated images weigh more in training and in figures.</source>
        <translation>划分 %1 有 %2 个条目，对应 %3 张图像：%4 出现 %5 次，另有 %6 个重复。每个条目都计入：重复的图像在训练和指标中权重更大。</translation>
    </message>
    <message>
        <source>The split %1 has %2 entries for %3 images: %4 occurs %5 times. Each entry counts: repeated images weigh more in training and in figures.</source>
        <translation>划分 %1 有 %2 个条目，对应 %3 张图像：%4 出现 %5 次。每个条目都计入：重复的图像在训练和指标中权重更大。</translation>
    </message>
    <message>
        <source>reading the split</source>
        <translation>读取划分</translation>
    </message>
    <message>
        <source>its list cannot be used: %1</source>
        <translation>其列表不可用：%1</translation>
    </message>
    <message>
        <source>The list cannot be used as a split: %1.</source>
        <translation>该列表不能用作划分：%1。</translation>
    </message>
    <message>
        <source>this list says of each image whether one class occurs (1, 0, -1), and is no split</source>
        <translation>此列表说明每张图像是否含某个类别（1、0、-1），不是划分</translation>
    </message>
    <message>
        <source>none of its %1 entries names an annotation. The first is &quot;%2&quot;, annotations have names like &quot;%3&quot;</source>
        <translation>其 %1 个条目都没有对应的标注。第一个是“%2”，标注的名称形如“%3”</translation>
    </message>
    <message>
        <source>The list is read as %1. Save it as UTF-8.</source>
        <translation>列表按 %1 读取。请保存为 UTF-8。</translation>
    </message>
    <message>
        <source>The list is not UTF-8, and its encoding is not recognised. Save it as UTF-8.</source>
        <translation>列表不是 UTF-8，且其编码无法识别。请保存为 UTF-8。</translation>
    </message>
    <message>
        <source>The object has no class name; it is left out.</source>
        <translation>目标没有类别名；已排除。</translation>
    </message>
    <message>
        <source>The object has %1 boxes; each is taken as an object of its own, with the name in front of it.</source>
        <translation>目标有 %1 个框；每个框作为单独的目标，采用其前面的名称。</translation>
    </message>
    <message>
        <source>The object has %1 boxes; each is taken as an object of its own.</source>
        <translation>目标有 %1 个框；每个框作为单独的目标。</translation>
    </message>
    <message>
        <source>The object has %1 names; the first is taken. Write an object for each.</source>
        <translation>目标有 %1 个名称；采用第一个。请为每个名称写一个目标。</translation>
    </message>
    <message>
        <source>The box has %1 times four corners; the first four are taken. Write an object for each.</source>
        <translation>框有 %1 组四角坐标；采用第一组。请为每组写一个目标。</translation>
    </message>
    <message>
        <source>The class name holds an entity that XML does not know; it is read as it stands. Write the character itself.</source>
        <translation>类别名含有 XML 不认识的实体；按原样读取。请直接写该字符。</translation>
    </message>
    <message>
        <source>The object has no box (&lt;bndbox&gt;); it is left out.</source>
        <translation>目标没有框（&lt;bndbox&gt;）；已排除。</translation>
    </message>
    <message>
        <source>The object has a &lt;%1&gt; and no box (&lt;bndbox&gt;): rotated boxes and outlines are not read; it is left out.</source>
        <translation>目标有 &lt;%1&gt; 而没有框（&lt;bndbox&gt;）：不读取旋转框和轮廓；已排除。</translation>
    </message>
    <message>
        <source>A coordinate is no usable number (%1); the object is left out.</source>
        <translation>某个坐标不是可用的数字（%1）；该目标已排除。</translation>
    </message>
    <message>
        <source>The coordinates are fractions of the image, not pixels (%1); the object is left out. Multiply them by the image&apos;s width and height.</source>
        <translation>坐标是图像的比例而不是像素（%1）；该目标已排除。请将其乘以图像的宽和高。</translation>
    </message>
    <message>
        <source>The box is inverted (%1); the object is left out.</source>
        <translation>框的坐标颠倒（%1）；该目标已排除。</translation>
    </message>
    <message>
        <source>A coordinate is written with a comma (%1), which is read as a point.</source>
        <translation>某个坐标用逗号书写（%1），已按小数点读取。</translation>
    </message>
    <message>
        <source>A %1 with a name and a box is read as an object.</source>
        <translation>带名称和框的 %1 按目标读取。</translation>
    </message>
    <message>
        <source>The box in %1 lies outside any &lt;object&gt; and has no class name; it is not read.</source>
        <translation>%1 中的框位于 &lt;object&gt; 之外且没有类别名；不读取。</translation>
    </message>
    <message>
        <source>The XML is cut off or malformed: %1; the image is left out. Correct the file.</source>
        <translation>XML 不完整或格式错误：%1；该图像已排除。请更正该文件。</translation>
    </message>
    <message>
        <source>A &lt; that starts no element is read as text. Write &amp;lt; instead.</source>
        <translation>不构成元素开头的 &lt; 按文本读取。请写作 &amp;lt;。</translation>
    </message>
    <message>
        <source>The XML is not a VOC annotation: it has no &lt;annotation&gt;; the image is left out.</source>
        <translation>该 XML 不是 VOC 标注：没有 &lt;annotation&gt;；该图像已排除。</translation>
    </message>
    <message>
        <source>The annotation is an exact duplicate; it is read once. Remove this one.</source>
        <translation>该标注是完全重复的副本；只读取一次。请删除此副本。</translation>
    </message>
    <message>
        <source>The file holds a second &lt;annotation&gt;, of %1, which is not read: write one file for each image.</source>
        <translation>该文件含有第二个 &lt;annotation&gt;（%1），不读取：请为每张图像写一个文件。</translation>
    </message>
    <message>
        <source>The object stands behind the end of &lt;annotation&gt;; it is read as part of it.</source>
        <translation>目标位于 &lt;annotation&gt; 结束之后；按其中的一部分读取。</translation>
    </message>
    <message>
        <source>Through links to folders %1 annotation is read twice: %2 is %3 as well. Both count; remove the link, or the folder it leads to.</source>
        <translation>通过文件夹链接，%1 个标注被读取两次：%2 也就是 %3。两者都计入；请删除该链接或它所指的文件夹。</translation>
    </message>
    <message>
        <source>Through links to folders %1 annotations are read twice: %2 is %3 as well. Both count; remove the link, or the folder it leads to.</source>
        <translation>通过文件夹链接，%1 个标注被读取两次：%2 也就是 %3。两者都计入；请删除该链接或它所指的文件夹。</translation>
    </message>
    <message>
        <source>The folder cannot be opened (%1); its contents are not read. Check its permissions.</source>
        <translation>文件夹无法打开（%1）；不读取其内容。请检查其权限。</translation>
    </message>
    <message>
        <source>there is no such folder</source>
        <translation>没有此文件夹</translation>
    </message>
    <message>
        <source>this is a file, not a folder</source>
        <translation>这是文件，不是文件夹</translation>
    </message>
    <message>
        <source>Give the folder that holds Annotations and JPEGImages</source>
        <translation>请给出含 Annotations 和 JPEGImages 的文件夹</translation>
    </message>
    <message>
        <source>it holds several datasets</source>
        <translation>其中有多个数据集</translation>
    </message>
    <message>
        <source>Open one of them: %1</source>
        <translation>请打开其中之一：%1</translation>
    </message>
    <message>
        <source>the folder of annotations cannot be opened</source>
        <translation>标注文件夹无法打开</translation>
    </message>
    <message>
        <source>Check its permissions</source>
        <translation>请检查其权限</translation>
    </message>
    <message>
        <source>it holds no annotation (XML) file</source>
        <translation>其中没有标注（XML）文件</translation>
    </message>
    <message>
        <source>it holds no annotation (XML) file in %1</source>
        <translation>其 %1 中没有标注（XML）文件</translation>
    </message>
    <message>
        <source>Choose a folder in VOC layout: Annotations/*.xml beside JPEGImages/*.jpg, or both in one folder</source>
        <translation>请选择 VOC 布局的文件夹：Annotations/*.xml 与 JPEGImages/*.jpg 并列，或两者在同一文件夹中</translation>
    </message>
    <message>
        <source>The class is not in the class list; the object is left out.</source>
        <translation>该类别不在类别列表中；该目标已排除。</translation>
    </message>
    <message>
        <source>The split %1 names %2, whose image is there, but which has no annotation; it is left out. To train on it as background, write an annotation without objects.</source>
        <translation>划分 %1 列有 %2，其图像存在但没有标注；已排除。如需作为背景训练，请写一个没有目标的标注。</translation>
    </message>
    <message>
        <source>The split %1 names %2, which has no annotation; it is left out.</source>
        <translation>划分 %1 列有 %2，它没有标注；已排除。</translation>
    </message>
    <message>
        <source>The split %1 has %2 more entries without annotation.</source>
        <translation>划分 %1 另有 %2 个条目没有标注。</translation>
    </message>
    <message>
        <source>The image has no annotation; it is left out. To train on it as background, write an annotation without objects.</source>
        <translation>图像没有标注；已排除。如需作为背景训练，请写一个没有目标的标注。</translation>
    </message>
    <message>
        <source>%1 more images have no annotation; they are left out.</source>
        <translation>另有 %1 张图像没有标注；已排除。</translation>
    </message>
    <message>
        <source>%1 is a link to %2, which is not there. Mount it, or correct the link.</source>
        <translation>%1 是指向 %2 的链接，而后者不存在。请挂载它，或更正链接。</translation>
    </message>
    <message>
        <source>The splits %1 and %2 share %3 image (%4): evaluating on training images is misleading. Remove them from one.</source>
        <translation>划分 %1 和 %2 共有 %3 张图像（%4）：在训练图像上评估会产生误导。请从其中之一删除。</translation>
    </message>
    <message>
        <source>The splits %1 and %2 share %3 images (%4, …): evaluating on training images is misleading. Remove them from one.</source>
        <translation>划分 %1 和 %2 共有 %3 张图像（%4、…）：在训练图像上评估会产生误导。请从其中之一删除。</translation>
    </message>
    <message>
        <source>opening the split &quot;%1&quot;</source>
        <translation>打开划分“%1”</translation>
    </message>
    <message>
        <source>comparing boxes</source>
        <translation>比较框</translation>
    </message>
    <message>
        <source>box %1 of the %2 has a coordinate that is not finite: %3</source>
        <translation>%2的第 %1 个框有非有限的坐标：%3</translation>
    </message>
    <message>
        <source>first list</source>
        <translation>第一个列表</translation>
    </message>
    <message>
        <source>second list</source>
        <translation>第二个列表</translation>
    </message>
    <message>
        <source>encoding a box relative to a prior</source>
        <translation>相对于先验框编码框</translation>
    </message>
    <message>
        <source>both must have positive sides, got a box %1 and a prior of %2 x %3</source>
        <translation>两者的边长都必须为正，实际为框 %1 和 %2 x %3 的先验框</translation>
    </message>
    <message>
        <source>Copy it again from its source</source>
        <translation>请从来源重新复制</translation>
    </message>
    <message>
        <source>Convert it to JPEG or PNG</source>
        <translation>请转换为 JPEG 或 PNG</translation>
    </message>
    <message>
        <source>decoding the image</source>
        <translation>解码图像</translation>
    </message>
    <message>
        <source>a GIF image</source>
        <translation>GIF 图像</translation>
    </message>
    <message>
        <source>a HEIC image</source>
        <translation>HEIC 图像</translation>
    </message>
    <message>
        <source>a HEIF image</source>
        <translation>HEIF 图像</translation>
    </message>
    <message>
        <source>an AVIF image</source>
        <translation>AVIF 图像</translation>
    </message>
    <message>
        <source>a JPEG XL image</source>
        <translation>JPEG XL 图像</translation>
    </message>
    <message>
        <source>a JPEG 2000 image</source>
        <translation>JPEG 2000 图像</translation>
    </message>
    <message>
        <source>a Photoshop document</source>
        <translation>Photoshop 文档</translation>
    </message>
    <message>
        <source>a PDF document</source>
        <translation>PDF 文档</translation>
    </message>
    <message>
        <source>a zip archive</source>
        <translation>zip 压缩包</translation>
    </message>
    <message>
        <source>Unpack it</source>
        <translation>请解压</translation>
    </message>
    <message>
        <source>a placeholder of Git LFS, not the image itself</source>
        <translation>Git LFS 的占位文件，不是图像本身</translation>
    </message>
    <message>
        <source>Fetch the images with git lfs pull</source>
        <translation>请用 git lfs pull 获取图像</translation>
    </message>
    <message>
        <source>a web page, not an image</source>
        <translation>网页，不是图像</translation>
    </message>
    <message>
        <source>the format is not read: this is %1</source>
        <translation>不支持此格式：这是%1</translation>
    </message>
    <message>
        <source>this is not an image of a known format</source>
        <translation>这不是已知格式的图像</translation>
    </message>
    <message>
        <source>JPEG, PNG, BMP, TIFF and WebP are read</source>
        <translation>支持 JPEG、PNG、BMP、TIFF 和 WebP</translation>
    </message>
    <message>
        <source>its header says %1 x %2 pixels, which would need %3 of memory; up to %4 million pixels are read</source>
        <translation>其文件头写明 %1 x %2 像素，需要 %3 内存；最多支持 %4 百万像素</translation>
    </message>
    <message>
        <source>Cut it into parts, or make it smaller</source>
        <translation>请将其切分，或缩小</translation>
    </message>
    <message>
        <source>the file is cut off</source>
        <translation>文件不完整</translation>
    </message>
    <message>
        <source>the file is cut off: %1</source>
        <translation>文件不完整：%1</translation>
    </message>
    <message>
        <source>the file is damaged</source>
        <translation>文件已损坏</translation>
    </message>
    <message>
        <source>the file is damaged: %1</source>
        <translation>文件已损坏：%1</translation>
    </message>
    <message>
        <source>the format is not read</source>
        <translation>不支持此格式</translation>
    </message>
    <message>
        <source>the format is not read: %1</source>
        <translation>不支持此格式：%1</translation>
    </message>
    <message>
        <source>the file is damaged, or of a rare kind that is not read</source>
        <translation>文件已损坏，或属于不支持的罕见类型</translation>
    </message>
    <message>
        <source>Copy it again from its source, or convert it to JPEG or PNG</source>
        <translation>请从来源重新复制，或转换为 JPEG 或 PNG</translation>
    </message>
    <message>
        <source>the file is cut off or damaged</source>
        <translation>文件不完整或已损坏</translation>
    </message>
    <message>
        <source>this is not a regular file</source>
        <translation>这不是普通文件</translation>
    </message>
    <message>
        <source>Name an image file</source>
        <translation>请给出图像文件</translation>
    </message>
    <message>
        <source>the file has %1, too much for an image</source>
        <translation>文件有 %1，作为图像过大</translation>
    </message>
    <message>
        <source>the file is empty</source>
        <translation>文件为空</translation>
    </message>
    <message>
        <source>there is not enough memory for its %1 x %2 pixels (%3)</source>
        <translation>内存不足以容纳它的 %1 x %2 像素（%3）</translation>
    </message>
    <message>
        <source>there is not enough memory</source>
        <translation>内存不足</translation>
    </message>
    <message>
        <source>Close other programs, or make it smaller</source>
        <translation>请关闭其他程序，或将其缩小</translation>
    </message>
    <message>
        <source>%1.</source>
        <translation>%1。</translation>
    </message>
    <message>
        <source>%1. %2.</source>
        <translation>%1。%2。</translation>
    </message>
    <message>
        <source>this is an animated WebP image</source>
        <translation>这是 WebP 动画</translation>
    </message>
    <message>
        <source>its samples are floating-point numbers</source>
        <translation>其样本为浮点数</translation>
    </message>
    <message>
        <source>its samples have %1 bits, not 8 or 16</source>
        <translation>其样本为 %1 位，而不是 8 或 16 位</translation>
    </message>
    <message>
        <source>resizing an image</source>
        <translation>缩放图像</translation>
    </message>
    <message>
        <source>sides must be positive, got %1 x %2 to %3</source>
        <translation>边长必须为正，实际为 %1 x %2 缩放到 %3</translation>
    </message>
    <message>
        <source>writing the image</source>
        <translation>写入图像</translation>
    </message>
    <message>
        <source>the image is empty</source>
        <translation>图像为空</translation>
    </message>
    <message>
        <source>it could not be encoded</source>
        <translation>无法编码</translation>
    </message>
    <message>
        <source>loading the image codecs</source>
        <translation>加载图像编解码库</translation>
    </message>
    <message>
        <source>the rows from about %1 of %2 on are missing</source>
        <translation>约从第 %1 行起的数据缺失，共 %2 行</translation>
    </message>
    <message>
        <source>its samples have %1 bits, not 8</source>
        <translation>其样本为 %1 位，而不是 8 位</translation>
    </message>
    <message>
        <source>this kind of JPEG is not read</source>
        <translation>不支持此类 JPEG</translation>
    </message>
    <message>
        <source>&quot;resize&quot; must be stretch or letterbox, got &quot;%1&quot;</source>
        <translation>“resize”必须是 stretch 或 letterbox，实际为“%1”</translation>
    </message>
    <message>
        <source>choosing the export</source>
        <translation>选择导出方式</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be one of %2, got &quot;%3&quot;</source>
        <translation>“%1”必须是 %2 之一，实际为“%3”</translation>
    </message>
    <message>
        <source>are for outputs nms of the formats torchscript and onnx</source>
        <translation>只用于 torchscript 和 onnx 格式的 nms 输出</translation>
    </message>
    <message>
        <source>exporting the detector</source>
        <translation>导出检测器</translation>
    </message>
    <message>
        <source>checking the export</source>
        <translation>检查导出结果</translation>
    </message>
    <message>
        <source>Nothing was written. Please report it together with the detector&apos;s spec</source>
        <translation>没有写入任何文件。请连同检测器的规格报告此问题</translation>
    </message>
    <message>
        <source>%1 must be %2, the file gives %3</source>
        <translation>%1必须为 %2，文件给出 %3</translation>
    </message>
    <message>
        <source>boxes</source>
        <translation>框</translation>
    </message>
    <message>
        <source>scores</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>the file&apos;s boxes differ from the program&apos;s by up to %1 px, its scores by up to %2; allowed are %3 px and %4</source>
        <translation>文件给出的框与程序的最多相差 %1 像素，得分最多相差 %2；允许的差为 %3 像素和 %4</translation>
    </message>
    <message>
        <source>the file keeps %1 detections, the program %2 in image %3</source>
        <translation>在第 %3 张图像中，文件保留 %1 个检测，程序保留 %2 个</translation>
    </message>
    <message>
        <source>detection %1 in image %2 is not the program&apos;s</source>
        <translation>第 %2 张图像中的第 %1 个检测与程序的不同</translation>
    </message>
    <message>
        <source>the weight %1 did not read back as it was written</source>
        <translation>权重 %1 读回后与写入时不同</translation>
    </message>
    <message>
        <source>exporting to ONNX</source>
        <translation>导出到 ONNX</translation>
    </message>
    <message>
        <source>tensors of %1 are not supported</source>
        <translation>不支持 %1 类型的张量</translation>
    </message>
    <message>
        <source>reading an ONNX file</source>
        <translation>读取 ONNX 文件</translation>
    </message>
    <message>
        <source>tensors of element type %1 are not supported</source>
        <translation>不支持元素类型为 %1 的张量</translation>
    </message>
    <message>
        <source>two different tensors are named %1</source>
        <translation>两个不同的张量都名为 %1</translation>
    </message>
    <message>
        <source>running an ONNX model</source>
        <translation>运行 ONNX 模型</translation>
    </message>
    <message>
        <source>the initializer %1 has no raw data of its size</source>
        <translation>初始值 %1 没有与其大小相符的原始数据</translation>
    </message>
    <message>
        <source>the operator %1 (%2): %3</source>
        <translation>算子 %1（%2）：%3</translation>
    </message>
    <message>
        <source>only two dimensions are known</source>
        <translation>只支持二维</translation>
    </message>
    <message>
        <source>steps must be above 0</source>
        <translation>步长必须大于 0</translation>
    </message>
    <message>
        <source>indices must be one number or one list</source>
        <translation>索引必须是一个数字或一个列表</translation>
    </message>
    <message>
        <source>batch_dims must be 0 or 1</source>
        <translation>batch_dims 必须是 0 或 1</translation>
    </message>
    <message>
        <source>nothing computes the value %1</source>
        <translation>没有算子计算值 %1</translation>
    </message>
    <message>
        <source>the operator %1 is not known</source>
        <translation>未知的算子 %1</translation>
    </message>
    <message>
        <source>the model is larger than the 2 GB that an ONNX file can hold</source>
        <translation>模型大于 ONNX 文件所能容纳的 2 GB</translation>
    </message>
    <message>
        <source>it is no ONNX model</source>
        <translation>它不是 ONNX 模型</translation>
    </message>
    <message>
        <source>its weight must be a parameter of 4 dimensions</source>
        <translation>其权重必须是四维参数</translation>
    </message>
    <message>
        <source>transposed convolutions have no rule</source>
        <translation>转置卷积没有转换规则</translation>
    </message>
    <message>
        <source>it must not be training</source>
        <translation>它不得处于训练模式</translation>
    </message>
    <message>
        <source>only pooling to one cell has a rule</source>
        <translation>只有池化到一个单元才有转换规则</translation>
    </message>
    <message>
        <source>only a factor of 1 has a rule</source>
        <translation>只有系数为 1 才有转换规则</translation>
    </message>
    <message>
        <source>only flattening from dimension 1 to the last has a rule</source>
        <translation>只有从第 1 维展平到最后一维才有转换规则</translation>
    </message>
    <message>
        <source>only the Euclidean norm has a rule</source>
        <translation>只有欧几里得范数才有转换规则</translation>
    </message>
    <message>
        <source>only arithmetic with the expanded tensor has a rule</source>
        <translation>只有与扩展后的张量进行算术运算才有转换规则</translation>
    </message>
    <message>
        <source>there is no rule for it</source>
        <translation>它没有转换规则</translation>
    </message>
    <message>
        <source>the attribute %1 is no tensor</source>
        <translation>属性 %1 不是张量</translation>
    </message>
    <message>
        <source>input %1 is no tensor</source>
        <translation>第 %1 个输入不是张量</translation>
    </message>
    <message>
        <source>input %1 must be known beforehand, it is computed</source>
        <translation>第 %1 个输入必须事先已知，而它是计算出来的</translation>
    </message>
    <message>
        <source>the rank of input %1 is not known</source>
        <translation>第 %1 个输入的维数未知</translation>
    </message>
    <message>
        <source>the operation %1 cannot be written: %2</source>
        <translation>操作 %1 无法写入：%2</translation>
    </message>
    <message>
        <source>Export to TorchScript</source>
        <translation>请导出到 TorchScript</translation>
    </message>
    <message>
        <source>exporting to TorchScript</source>
        <translation>导出到 TorchScript</translation>
    </message>
    <message>
        <source>is for %1 priors per cell, the detector has %2</source>
        <translation>用于每个单元 %1 个先验框，而检测器有 %2 个</translation>
    </message>
    <message>
        <source>No list of class names is known for this file: the rows of its heads are taken in the order that they have, as those of this detector&apos;s classes.</source>
        <translation>此文件的类别名列表未知：检测头的各行按原有顺序作为此检测器的类别。</translation>
    </message>
    <message>
        <source>The rows of the heads go by class name (%1): %2 stay in their place, %3 move, %4 start fresh, %5 of the file are left out; the background&apos;s is taken.</source>
        <translation>检测头的各行按类别名对应（%1）：%2 个位置不变，%3 个移动，%4 个重新初始化，文件中 %5 个被舍弃；背景的行被采用。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; starts fresh, although the file has &quot;%2&quot;: names must match exactly.</source>
        <translation>“%1”重新初始化，尽管文件中有“%2”：名称必须完全一致。</translation>
    </message>
    <message>
        <source>Get the file again; it is damaged, cut off, or no .safetensors file</source>
        <translation>请重新获取该文件；它已损坏、不完整或不是 .safetensors 文件</translation>
    </message>
    <message>
        <source>the size of tensor &quot;%1&quot; is beyond 64 bits</source>
        <translation>张量“%1”的大小超出 64 位</translation>
    </message>
    <message>
        <source>tensor &quot;%1&quot; has the unknown type &quot;%2&quot;</source>
        <translation>张量“%1”的类型“%2”未知</translation>
    </message>
    <message>
        <source>the data of tensor &quot;%1&quot; is not as long as its shape asks for</source>
        <translation>张量“%1”的数据长度与其形状不符</translation>
    </message>
    <message>
        <source>the data of tensor &quot;%1&quot; overlaps the one before</source>
        <translation>张量“%1”的数据与前一个重叠</translation>
    </message>
    <message>
        <source>the data of tensor &quot;%1&quot; leaves a hole before it</source>
        <translation>张量“%1”的数据之前有空隙</translation>
    </message>
    <message>
        <source>its header announces %1 bytes of data, it has %2</source>
        <translation>其文件头声明了 %1 字节的数据，实际有 %2 字节</translation>
    </message>
    <message>
        <source>the name &quot;%1&quot; occurs twice or is reserved</source>
        <translation>名称“%1”出现两次或为保留名称</translation>
    </message>
    <message>
        <source>the format has no type for %1, %2</source>
        <translation>此格式没有用于 %1 的类型（%2）</translation>
    </message>
    <message>
        <source>a name or text is no UTF-8</source>
        <translation>某个名称或文本不是 UTF-8</translation>
    </message>
    <message>
        <source>its header is longer than the file</source>
        <translation>其文件头比文件还长</translation>
    </message>
    <message>
        <source>its header is cut off</source>
        <translation>其文件头不完整</translation>
    </message>
    <message>
        <source>the data of tensor &quot;%1&quot; is cut off</source>
        <translation>张量“%1”的数据不完整</translation>
    </message>
    <message>
        <source>a truth value</source>
        <translation>真假值</translation>
    </message>
    <message>
        <source>a fraction</source>
        <translation>小数</translation>
    </message>
    <message>
        <source>binary data</source>
        <translation>二进制数据</translation>
    </message>
    <message>
        <source>a negative number</source>
        <translation>负数</translation>
    </message>
    <message>
        <source>more than 16 dimensions</source>
        <translation>超过 16 个维度</translation>
    </message>
    <message>
        <source>the number %1</source>
        <translation>数字 %1</translation>
    </message>
    <message>
        <source>the key &quot;%1&quot; twice</source>
        <translation>两次出现的键“%1”</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>&quot;__metadata__&quot; twice</source>
        <translation>两次出现的“__metadata__”</translation>
    </message>
    <message>
        <source>the tensor &quot;%1&quot; twice</source>
        <translation>两次出现的张量“%1”</translation>
    </message>
    <message>
        <source>the tensor &quot;%1&quot; without dtype, shape or data_offsets</source>
        <translation>缺少 dtype、shape 或 data_offsets 的张量“%1”</translation>
    </message>
    <message>
        <source>data_offsets that are not two numbers</source>
        <translation>不是两个数字的 data_offsets</translation>
    </message>
    <message>
        <source>no JSON from byte %1 on</source>
        <translation>从第 %1 个字节起不是 JSON 的内容</translation>
    </message>
    <message>
        <source>%1 where none belongs</source>
        <translation>不应出现的%1</translation>
    </message>
    <message>
        <source>%1 where none belongs, at &quot;%2&quot;</source>
        <translation>不应出现的%1，位于“%2”</translation>
    </message>
    <message>
        <source>its header holds %1</source>
        <translation>其文件头含有%1</translation>
    </message>
    <message>
        <source>Get the file again; it is damaged, or no .safetensors file</source>
        <translation>请重新获取该文件；它已损坏，或不是 .safetensors 文件</translation>
    </message>
    <message>
        <source>loading weights</source>
        <translation>加载权重</translation>
    </message>
    <message>
        <source>the file&apos;s own detector spec cannot be read: %1</source>
        <translation>文件自带的检测器规格无法读取：%1</translation>
    </message>
    <message>
        <source>ssd.pytorch&apos;s list of VOC</source>
        <translation>ssd.pytorch 的 VOC 列表</translation>
    </message>
    <message>
        <source>torchvision&apos;s list of COCO, by its 91 outputs</source>
        <translation>torchvision 的 COCO 列表（依据其 91 个输出）</translation>
    </message>
    <message>
        <source>sizes</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>centres</source>
        <translation>中心</translation>
    </message>
    <message>
        <source>variances</source>
        <translation>方差</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1和%2</translation>
    </message>
    <message>
        <source>%1, %2 and %3</source>
        <translation>%1、%2和%3</translation>
    </message>
    <message>
        <source>%1 (scales%2; even steps)</source>
        <translation>%1（尺度%2；步长均匀）</translation>
    </message>
    <message>
        <source>%1 (scales%2; steps%3 px)</source>
        <translation>%1（尺度%2；步长%3 像素）</translation>
    </message>
    <message>
        <source>the file&apos;s own list</source>
        <translation>文件自带的列表</translation>
    </message>
    <message>
        <source>The heads of this file were trained for the priors %1; this detector has %2, with other %3: until it is trained, it detects fewer objects, and at wrong positions. Give the detector the priors %4 to use the heads as they are.</source>
        <translation>此文件的检测头是针对先验框 %1 训练的；此检测器的先验框为 %2，其%3不同：在训练之前，它检测到的目标较少，位置也不准确。要直接使用这些检测头，请给检测器设置先验框 %4。</translation>
    </message>
    <message>
        <source>The heads of this file were trained for the priors %1; this detector has %2, with other %3: until it is trained, it detects fewer objects, and at wrong positions. Choose the preset %4 to use the heads as they are.</source>
        <translation>此文件的检测头是针对先验框 %1 训练的；此检测器的先验框为 %2，其%3不同：在训练之前，它检测到的目标较少，位置也不准确。要直接使用这些检测头，请选择预设 %4。</translation>
    </message>
    <message>
        <source>the file&apos;s own dictionary</source>
        <translation>文件自身的字典</translation>
    </message>
    <message>
        <source>%1 (%2 tensors)</source>
        <translation>%1（%2 个张量）</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 及另外 %2 个</translation>
    </message>
    <message>
        <source>the name &quot;%1&quot; occurs twice</source>
        <translation>名称“%1”出现两次</translation>
    </message>
    <message>
        <source>Save the weights again</source>
        <translation>请重新保存权重</translation>
    </message>
    <message>
        <source>it is a whole pickled object of the class %1, which only its own program could read</source>
        <translation>它是类 %1 的整个 pickle 对象，只有其自身的程序才能读取</translation>
    </message>
    <message>
        <source>Save a model&apos;s weights alone: torch.save(model.state_dict(), FILE)</source>
        <translation>请只保存模型的权重：torch.save(model.state_dict(), FILE)</translation>
    </message>
    <message>
        <source>it holds no dictionary of tensors by name</source>
        <translation>它没有按名称存放张量的字典</translation>
    </message>
    <message>
        <source>it holds no dictionary of tensors by name, but objects of %1</source>
        <translation>它没有按名称存放张量的字典，而有 %1 的对象</translation>
    </message>
    <message>
        <source>Save a state dict: torch.save(model.state_dict(), FILE)</source>
        <translation>请保存状态字典：torch.save(model.state_dict(), FILE)</translation>
    </message>
    <message>
        <source>it holds several models: %1</source>
        <translation>它含有多个模型：%1</translation>
    </message>
    <message>
        <source>Save the one to use by itself: torch.save(torch.load(FILE)%1, &quot;one.pth&quot;)</source>
        <translation>请单独保存要使用的模型：torch.save(torch.load(FILE)%1, &quot;one.pth&quot;)</translation>
    </message>
    <message>
        <source>The file holds the model %1 and its average %2: the average is taken.</source>
        <translation>文件含有模型 %1 及其平均 %2：采用平均。</translation>
    </message>
    <message>
        <source>The file holds the model %1 and its average %2: the average is taken, with %3 tensors that it lacks from the model.</source>
        <translation>文件含有模型 %1 及其平均 %2：采用平均，其缺少的 %3 个张量取自模型。</translation>
    </message>
    <message>
        <source>Taken from %1; the file also holds %2.</source>
        <translation>取自 %1；文件还含有 %2。</translation>
    </message>
    <message>
        <source>Arrays that are no numbers of this machine&apos;s kind were not read: %1.</source>
        <translation>未读取不属于本机数字类型的数组：%1。</translation>
    </message>
    <message>
        <source>Objects of other programs were not read, and nothing of theirs was run: %1.</source>
        <translation>未读取其他程序的对象，也没有运行其任何内容：%1。</translation>
    </message>
    <message>
        <source>Weights are read from files of torch.save (.pt, .pth, any version) and .safetensors files</source>
        <translation>可读取 torch.save 写入的文件（.pt、.pth，任何版本）和 .safetensors 文件中的权重</translation>
    </message>
    <message>
        <source>it is a pickle without the tensors that it refers to</source>
        <translation>它是 pickle，但没有所引用的张量</translation>
    </message>
    <message>
        <source>it is a plain pickle without tensors</source>
        <translation>它是不含张量的普通 pickle</translation>
    </message>
    <message>
        <source>it is a tar archive, as torch wrote before 0.1.10</source>
        <translation>它是 tar 归档，由 torch 0.1.10 之前的版本写入</translation>
    </message>
    <message>
        <source>Load and save it again with a newer torch, or unpack the archive first</source>
        <translation>请用较新的 torch 加载后重新保存，或先解开归档</translation>
    </message>
    <message>
        <source>it is empty or cut off</source>
        <translation>它为空或不完整</translation>
    </message>
    <message>
        <source>its format is not known</source>
        <translation>其格式未知</translation>
    </message>
    <message>
        <source>it holds no tensors</source>
        <translation>它不含张量</translation>
    </message>
    <message>
        <source>torchvision&apos;s resnet%1 (classification)</source>
        <translation>torchvision 的 resnet%1（分类）</translation>
    </message>
    <message>
        <source>the detector&apos;s own names</source>
        <translation>检测器自身的名称</translation>
    </message>
    <message>
        <source>torchvision&apos;s vgg16 (features from Caffe)</source>
        <translation>torchvision 的 vgg16（来自 Caffe 的特征）</translation>
    </message>
    <message>
        <source>torchvision&apos;s vgg16 (classification)</source>
        <translation>torchvision 的 vgg16（分类）</translation>
    </message>
    <message>
        <source>vgg16_reducedfc (ssd.pytorch&apos;s backbone)</source>
        <translation>vgg16_reducedfc（ssd.pytorch 的主干网络）</translation>
    </message>
    <message>
        <source>ssd.pytorch&apos;s SSD (VGG-16)</source>
        <translation>ssd.pytorch 的 SSD（VGG-16）</translation>
    </message>
    <message>
        <source>torchvision&apos;s mobilenet_v3_large (classification)</source>
        <translation>torchvision 的 mobilenet_v3_large（分类）</translation>
    </message>
    <message>
        <source>torchvision&apos;s mobilenet_v2 (classification)</source>
        <translation>torchvision 的 mobilenet_v2（分类）</translation>
    </message>
    <message>
        <source>names of an unknown source</source>
        <translation>来源未知的名称</translation>
    </message>
    <message>
        <source>holds fractions where whole numbers belong</source>
        <translation>应为整数之处含有小数</translation>
    </message>
    <message>
        <source>holds no floating-point numbers but %1</source>
        <translation>不含浮点数，而含 %1</translation>
    </message>
    <message>
        <source>holds a NaN or an infinity</source>
        <translation>含有 NaN 或无穷大</translation>
    </message>
    <message>
        <source>%1, mean %2, std %3</source>
        <translation>%1，均值 %2，标准差 %3</translation>
    </message>
    <message>
        <source>backbone %1</source>
        <translation>主干网络 %1</translation>
    </message>
    <message>
        <source>The file holds no counts of batches for %1 normalisations, as torch wrote before 0.4.1; they stay 0, and nothing is computed with them.</source>
        <translation>文件不含 %1 个归一化层的批次计数（torch 0.4.1 之前的写法）；它们保持为 0，且不参与任何计算。</translation>
    </message>
    <message>
        <source>nothing in it fits the detector %1 (%2); its %3 tensors look like %4, the first is %5 %6</source>
        <translation>其中没有任何内容与检测器 %1（%2）相符；其 %3 个张量看似%4，第一个是 %5 %6</translation>
    </message>
    <message>
        <source>Choose the preset that these weights belong to, or other weights</source>
        <translation>请选择这些权重所属的预设，或选择其他权重</translation>
    </message>
    <message>
        <source>These weights were trained at an input of %1 px, this detector&apos;s has %2: objects look larger or smaller to it than they did, until it is trained.</source>
        <translation>这些权重是在 %1 像素的输入下训练的，而此检测器的输入为 %2 像素：在训练之前，目标在它看来比原来更大或更小。</translation>
    </message>
    <message>
        <source>These weights were trained on images fed as %1; this detector is fed %2. Training adapts them; without training, give the spec&apos;s preprocessing their values.</source>
        <translation>这些权重训练时的图像输入为 %1；此检测器的输入为 %2。训练会使其适应；如不训练，请将规格的预处理设为其数值。</translation>
    </message>
    <message>
        <source>detecting</source>
        <translation>检测</translation>
    </message>
    <message>
        <source>the image has no pixels</source>
        <translation>图像没有像素</translation>
    </message>
    <message>
        <source>building the detector %1</source>
        <translation>构建检测器 %1</translation>
    </message>
    <message>
        <source>moving the detector %1 to %2</source>
        <translation>将检测器 %1 移到 %2</translation>
    </message>
    <message>
        <source>networks of the family %1 cannot be recorded as a graph</source>
        <translation>%1 系列的网络无法记录为计算图</translation>
    </message>
    <message>
        <source>Export the weights alone (state-dict or safetensors)</source>
        <translation>请只导出权重（state-dict 或 safetensors）</translation>
    </message>
    <message>
        <source>preparing a batch</source>
        <translation>准备批次</translation>
    </message>
    <message>
        <source>images must be %1 × %2, got %3 × %4</source>
        <translation>图像必须为 %1 × %2，实际为 %3 × %4</translation>
    </message>
    <message>
        <source>&quot;channels&quot; must be rgb or bgr, got &quot;%1&quot;</source>
        <translation>“channels”必须是 rgb 或 bgr，实际为“%1”</translation>
    </message>
    <message>
        <source>must be a list of names, or the name of a built-in list</source>
        <translation>必须是名称列表，或内置列表的名称</translation>
    </message>
    <message>
        <source>must be given</source>
        <translation>必须给出</translation>
    </message>
    <message>
        <source>must name at least one class</source>
        <translation>必须至少列出一个类别</translation>
    </message>
    <message>
        <source>must all differ</source>
        <translation>必须各不相同</translation>
    </message>
    <message>
        <source>must be finite</source>
        <translation>必须是有限的数</translation>
    </message>
    <message>
        <source>there is no family of detectors &quot;%1&quot;</source>
        <translation>没有检测器系列“%1”</translation>
    </message>
    <message>
        <source>%1 lists %2 classes, and not &quot;%3&quot; and %7 more of the data&apos;s: this detector has the data&apos;s %4 classes (%5), %6 of them in both lists.</source>
        <translation>%1 列有 %2 个类别，而没有数据中的“%3”及另外 %7 个类别：此检测器采用数据的 %4 个类别（%5），其中 %6 个两边都有。</translation>
    </message>
    <message>
        <source>%1 lists %2 classes, and not &quot;%3&quot;: this detector has the data&apos;s %4 classes (%5), %6 of them in both lists.</source>
        <translation>%1 列有 %2 个类别，而没有“%3”：此检测器采用数据的 %4 个类别（%5），其中 %6 个两边都有。</translation>
    </message>
    <message>
        <source>the class list</source>
        <translation>类别列表</translation>
    </message>
    <message>
        <source>the detector</source>
        <translation>检测器</translation>
    </message>
    <message>
        <source>loading the detector</source>
        <translation>加载检测器</translation>
    </message>
    <message>
        <source>the file is a prior layout, not a detector</source>
        <translation>该文件是先验框布局，不是检测器</translation>
    </message>
    <message>
        <source>Name a preset as the model, and give this layout with --priors</source>
        <translation>请给出预设作为模型，并用 --priors 给出此布局</translation>
    </message>
    <message>
        <source>running the detector</source>
        <translation>运行检测器</translation>
    </message>
    <message>
        <source>using the detector %1</source>
        <translation>使用检测器 %1</translation>
    </message>
    <message>
        <source>it has no network, and so no weights</source>
        <translation>它没有网络，因此没有权重</translation>
    </message>
    <message>
        <source>must be at least %1 px for the backbone %2, or its last feature map has no cells; got %3</source>
        <translation>对于主干网络 %2 必须至少为 %1 像素，否则其最后一个特征图没有单元；实际为 %3</translation>
    </message>
    <message>
        <source>With a batch of one the feature maps of a single cell (%1) have one value per channel, which has no variance: they are normalised with their running statistics, which stay as they are. Use a batch of 2 or more to train these as well.</source>
        <translation>批大小为 1 时，只有一个单元的特征图（%1）每个通道只有一个值，没有方差：它们用保持不变的滑动统计量归一化。要同时训练这些统计量，批大小须为 2 或更大。</translation>
    </message>
    <message>
        <source>computing receptive fields</source>
        <translation>计算感受野</translation>
    </message>
    <message>
        <source>there is no backbone &quot;%1&quot;</source>
        <translation>没有主干网络“%1”</translation>
    </message>
    <message>
        <source>must be one of %1, got &quot;%2&quot;</source>
        <translation>必须是 %1 之一，实际为“%2”</translation>
    </message>
    <message>
        <source>must be square maps of %1 cells for %2 at %3 px, got %4</source>
        <translation>对于 %3 像素的 %2，特征图必须是边长为 %1 个单元的正方形，实际为 %4</translation>
    </message>
    <message>
        <source>changing the input size</source>
        <translation>更改输入尺寸</translation>
    </message>
    <message>
        <source>the priors must have a map for each of the backbone&apos;s, got %1</source>
        <translation>先验框的特征图必须与主干网络的一一对应，实际为 %1 个</translation>
    </message>
    <message>
        <source>reading the detector %1</source>
        <translation>读取检测器 %1</translation>
    </message>
    <message>
        <source>it is not an SSD, and has neither its backbone nor its priors</source>
        <translation>它不是 SSD，没有主干网络和先验框</translation>
    </message>
    <message>
        <source>giving the detector %1 the priors %2</source>
        <translation>给检测器 %1 设置先验框 %2</translation>
    </message>
    <message>
        <source>its family has no priors</source>
        <translation>其系列没有先验框</translation>
    </message>
    <message>
        <source>Choose a detector with priors, or leave the layout out</source>
        <translation>请选择有先验框的检测器，或不指定布局</translation>
    </message>
    <message>
        <source>building the detector</source>
        <translation>构建检测器</translation>
    </message>
    <message>
        <source>unknown backbone &quot;%1&quot;</source>
        <translation>未知的主干网络“%1”</translation>
    </message>
    <message>
        <source>feature map %1 must be %2 × %3 by the priors, got %4 × %5</source>
        <translation>按先验框，特征图 %1 必须为 %2 × %3，实际为 %4 × %5</translation>
    </message>
    <message>
        <source>Let rows and cols of the priors follow the input size</source>
        <translation>请让先验框的行数和列数与输入尺寸相符</translation>
    </message>
    <message>
        <source>recording the detector %1</source>
        <translation>记录检测器 %1</translation>
    </message>
    <message>
        <source>its network cannot be traced: %1</source>
        <translation>其网络无法追踪：%1</translation>
    </message>
    <message>
        <source>comparing two coverages</source>
        <translation>比较两次覆盖</translation>
    </message>
    <message>
        <source>one is of %1 objects, the other of %2</source>
        <translation>一个有 %1 个目标，另一个有 %2 个</translation>
    </message>
    <message>
        <source>computing the coverage</source>
        <translation>计算覆盖</translation>
    </message>
    <message>
        <source>object %1 of image %2 has a coordinate that is not finite</source>
        <translation>图像 %2 的目标 %1 有非有限的坐标</translation>
    </message>
    <message>
        <source>Correct the annotation</source>
        <translation>请更正该标注</translation>
    </message>
    <message>
        <source>computing the coverage by %1</source>
        <translation>计算 %1 的覆盖</translation>
    </message>
    <message>
        <source>the IoU of a positive must be above 0 and at most 1, got %1</source>
        <translation>正样本的交并比必须大于 0 且不大于 1，实际为 %1</translation>
    </message>
    <message>
        <source>drawing a contour</source>
        <translation>绘制等值线</translation>
    </message>
    <message>
        <source>values must be [%1 × %2], got %3</source>
        <translation>值必须为 [%1 × %2]，实际为 %3</translation>
    </message>
    <message>
        <source>must be 1 to 1024, got %1</source>
        <translation>必须是 1 至 1024，实际为 %1</translation>
    </message>
    <message>
        <source>must be 0 to 4096 pixels, got %1</source>
        <translation>必须是 0 至 4096 像素，实际为 %1</translation>
    </message>
    <message>
        <source>must be above 0 and at most 2, got %1</source>
        <translation>必须大于 0 且不大于 2，实际为 %1</translation>
    </message>
    <message>
        <source>must be 0 to 2, got %1</source>
        <translation>必须是 0 至 2，实际为 %1</translation>
    </message>
    <message>
        <source>must be two sides of 0.001 to 2, got %1 and %2</source>
        <translation>必须是 0.001 至 2 的两个边长，实际为 %1 和 %2</translation>
    </message>
    <message>
        <source>take the place of ratios and extra_scale: a map has one or the other</source>
        <translation>代替 ratios 和 extra_scale：一个特征图只能有其中之一</translation>
    </message>
    <message>
        <source>must be 0.01 to 100 and not 1, got %1</source>
        <translation>必须是 0.01 至 100 且不等于 1，实际为 %1</translation>
    </message>
    <message>
        <source>must be 16 to 4096 pixels, got %1</source>
        <translation>必须是 16 至 4096 像素，实际为 %1</translation>
    </message>
    <message>
        <source>must hold at least one feature map</source>
        <translation>必须至少有一个特征图</translation>
    </message>
    <message>
        <source>must hold at least one feature map that is on</source>
        <translation>必须至少有一个启用的特征图</translation>
    </message>
    <message>
        <source>must have at most %1 priors in all, got %2</source>
        <translation>总共最多可有 %1 个先验框，实际为 %2 个</translation>
    </message>
    <message>
        <source>locating a prior</source>
        <translation>查找先验框</translation>
    </message>
    <message>
        <source>index %1 is beyond the %2 priors of %3</source>
        <translation>索引 %1 超出 %3 的 %2 个先验框</translation>
    </message>
    <message>
        <source>there is no map %1</source>
        <translation>没有特征图 %1</translation>
    </message>
    <message>
        <source>map %1 has no row %2, column %3, shape %4</source>
        <translation>特征图 %1 没有第 %2 行、第 %3 列、第 %4 个形状</translation>
    </message>
    <message>
        <source>must be s_min to 2, got %1</source>
        <translation>必须是 s_min 至 2，实际为 %1</translation>
    </message>
    <message>
        <source>applying the linear rule</source>
        <translation>应用线性规则</translation>
    </message>
    <message>
        <source>the key &quot;maps&quot; must be a list of feature maps</source>
        <translation>键“maps”必须是特征图的列表</translation>
    </message>
    <message>
        <source>the prior layout</source>
        <translation>先验框布局</translation>
    </message>
    <message>
        <source>saving the priors %1</source>
        <translation>保存先验框 %1</translation>
    </message>
    <message>
        <source>saving the priors</source>
        <translation>保存先验框</translation>
    </message>
    <message>
        <source>generating the priors %1</source>
        <translation>生成先验框 %1</translation>
    </message>
    <message>
        <source>suggesting priors</source>
        <translation>建议先验框</translation>
    </message>
    <message>
        <source>suggesting priors from %1</source>
        <translation>从 %1 出发建议先验框</translation>
    </message>
    <message>
        <source>there are no objects to search with</source>
        <translation>没有可供搜索的目标</translation>
    </message>
    <message>
        <source>Choose another split or filter</source>
        <translation>请选择其他划分或筛选条件</translation>
    </message>
    <message>
        <source>reading the options of a suggestion</source>
        <translation>读取建议的选项</translation>
    </message>
    <message>
        <source>there is no aim &quot;%1&quot;</source>
        <translation>没有目标函数“%1”</translation>
    </message>
    <message>
        <source>there is no form &quot;%1&quot;</source>
        <translation>没有形式“%1”</translation>
    </message>
    <message>
        <source>there is no kind of budget &quot;%1&quot;</source>
        <translation>没有预算类型“%1”</translation>
    </message>
    <message>
        <source>as many as the start has</source>
        <translation>与起始布局相同</translation>
    </message>
    <message>
        <source>as many as there are cores</source>
        <translation>与处理器核心数相同</translation>
    </message>
    <message>
        <source>a budget of %1 priors is below the %2 required by one prior per cell</source>
        <translation>%1 个先验框的预算低于每个单元一个先验框所需的 %2 个</translation>
    </message>
    <message>
        <source>Raise the budget, or turn off the map with the most cells</source>
        <translation>请提高预算，或关闭单元最多的特征图</translation>
    </message>
    <message>
        <source>%1 is off</source>
        <translation>特征图 %1 已关闭</translation>
    </message>
    <message>
        <source>%1 has free shapes</source>
        <translation>特征图 %1 有自由形状</translation>
    </message>
    <message>
        <source>%1 has no extra prior</source>
        <translation>特征图 %1 没有附加先验框</translation>
    </message>
    <message>
        <source>%1 has an extra prior that does not lie between its scale and the next</source>
        <translation>特征图 %1 的附加先验框不在其尺度与下一尺度之间</translation>
    </message>
    <message>
        <source>%1 limits its sides differently</source>
        <translation>特征图 %1 的边长限制不同</translation>
    </message>
    <message>
        <source>its boxes are clipped to the image</source>
        <translation>其框按图像裁剪</translation>
    </message>
    <message>
        <source>saving the project</source>
        <translation>保存项目</translation>
    </message>
    <message>
        <source>reading the project</source>
        <translation>读取项目</translation>
    </message>
    <message>
        <source>making the project</source>
        <translation>创建项目</translation>
    </message>
    <message>
        <source>Keep the project elsewhere, or change the permissions</source>
        <translation>请将项目保存到其他位置，或更改权限</translation>
    </message>
    <message>
        <source>opening the project</source>
        <translation>打开项目</translation>
    </message>
    <message>
        <source>neither XDG_DATA_HOME nor HOME names a folder</source>
        <translation>XDG_DATA_HOME 和 HOME 都没有指定文件夹</translation>
    </message>
    <message>
        <source>Keep the project elsewhere</source>
        <translation>请将项目保存到其他位置</translation>
    </message>
    <message>
        <source>%1 has it open</source>
        <translation>%1已将其打开</translation>
    </message>
    <message>
        <source>%1 is making it</source>
        <translation>%1正在创建它</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>请重试</translation>
    </message>
    <message>
        <source>the file cannot be written</source>
        <translation>文件无法写入</translation>
    </message>
    <message>
        <source>the version %1 in %2</source>
        <translation>%2 中的版本 %1</translation>
    </message>
    <message>
        <source>the layout being edited in %1</source>
        <translation>%1 中正在编辑的布局</translation>
    </message>
    <message>
        <source>Keep the project elsewhere, or close the other window</source>
        <translation>请将项目保存到其他位置，或关闭另一个窗口</translation>
    </message>
    <message>
        <source>it is not a regular file</source>
        <translation>它不是普通文件</translation>
    </message>
    <message>
        <source>it is not a Priorscope project</source>
        <translation>它不是 Priorscope 项目</translation>
    </message>
    <message>
        <source>Choose another file; this one is left as it is</source>
        <translation>请选择其他文件；此文件保持原样</translation>
    </message>
    <message>
        <source>it was written by a newer version of Priorscope (schema %1, this one knows %2)</source>
        <translation>它由更新版本的 Priorscope 写入（结构版本 %1，本程序支持 %2）</translation>
    </message>
    <message>
        <source>Update Priorscope, or choose another file; this one is left as it is</source>
        <translation>请更新 Priorscope，或选择其他文件；此文件保持原样</translation>
    </message>
    <message>
        <source>it is damaged</source>
        <translation>它已损坏</translation>
    </message>
    <message>
        <source>Restore it from a backup, or keep the project elsewhere; this file is left as it is</source>
        <translation>请从备份恢复，或将项目保存到其他位置；此文件保持原样</translation>
    </message>
    <message>
        <source>your quota is used up</source>
        <translation>您的磁盘配额已用完</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>Free some space, or keep the project elsewhere</source>
        <translation>请腾出一些空间，或将项目保存到其他位置</translation>
    </message>
    <message>
        <source>Restore it from a backup, or keep the project elsewhere</source>
        <translation>请从备份恢复，或将项目保存到其他位置</translation>
    </message>
    <message>
        <source>another program is using it</source>
        <translation>另一个程序正在使用它</translation>
    </message>
    <message>
        <source>Close that program, or wait for its end</source>
        <translation>请关闭该程序，或等待其结束</translation>
    </message>
    <message>
        <source>it was moved or deleted while it was open</source>
        <translation>它在打开期间被移动或删除</translation>
    </message>
    <message>
        <source>Put it back, or keep the project elsewhere</source>
        <translation>请将其放回，或将项目保存到其他位置</translation>
    </message>
    <message>
        <source>there is too little memory</source>
        <translation>内存过少</translation>
    </message>
    <message>
        <source>Close other programs</source>
        <translation>请关闭其他程序</translation>
    </message>
    <message>
        <source>the disk failed</source>
        <translation>磁盘出错</translation>
    </message>
    <message>
        <source>it cannot be written</source>
        <translation>它无法写入</translation>
    </message>
    <message>
        <source>the database failed (code %1)</source>
        <translation>数据库出错（代码 %1）</translation>
    </message>
    <message>
        <source>Please report it, with what led to it</source>
        <translation>请报告此问题及其经过</translation>
    </message>
    <message>
        <source>The image cannot be read: %1.</source>
        <translation>图像无法读取：%1。</translation>
    </message>
    <message>
        <source>%1; hardly any image of the split can be read</source>
        <translation>%1；该划分几乎没有可读取的图像</translation>
    </message>
    <message>
        <source>`priorscope-cli dataset check` lists them all</source>
        <translation>`priorscope-cli dataset check` 会将其全部列出</translation>
    </message>
    <message>
        <source>the detector and the dataset have no class in common: its &quot;%1&quot; and the data&apos;s &quot;%2&quot; differ only in spelling</source>
        <translation>检测器与数据集没有共同的类别：检测器的“%1”与数据的“%2”仅写法不同</translation>
    </message>
    <message>
        <source>the detector and the dataset have no class in common</source>
        <translation>检测器与数据集没有共同的类别</translation>
    </message>
    <message>
        <source>evaluating</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Open the dataset that the detector was trained for</source>
        <translation>请打开该检测器训练所用的数据集</translation>
    </message>
    <message>
        <source>the preset&apos;s</source>
        <translation>预设值</translation>
    </message>
    <message>
        <source>by steps</source>
        <translation>按步数</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>不限制</translation>
    </message>
    <message>
        <source>as many as the machine allows</source>
        <translation>机器允许的最大数目</translation>
    </message>
    <message>
        <source>all cores</source>
        <translation>全部核心</translation>
    </message>
    <message>
        <source>about ten per run</source>
        <translation>每次运行约十次</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>must be left out if steps are given</source>
        <translation>给出步数时必须省略</translation>
    </message>
    <message>
        <source>must rise</source>
        <translation>必须递增</translation>
    </message>
    <message>
        <source>starting the training</source>
        <translation>开始训练</translation>
    </message>
    <message>
        <source>%1 epochs of %2 images are %3 steps, a run takes at most %4</source>
        <translation>%2 张图像训练 %1 轮是 %3 步，而一次运行最多 %4 步</translation>
    </message>
    <message>
        <source>Train for at most %1 epochs</source>
        <translation>请最多训练 %1 轮</translation>
    </message>
    <message>
        <source>writing the run&apos;s metrics</source>
        <translation>写入运行的指标</translation>
    </message>
    <message>
        <source>writing %1: %2</source>
        <translation>写入 %1：%2</translation>
    </message>
    <message>
        <source>reading the weights</source>
        <translation>读取权重</translation>
    </message>
    <message>
        <source>the file cannot be read</source>
        <translation>文件无法读取</translation>
    </message>
    <message>
        <source>Check the path and its permissions</source>
        <translation>请检查路径及其权限</translation>
    </message>
    <message>
        <source>writing the run&apos;s options</source>
        <translation>写入运行的选项</translation>
    </message>
    <message>
        <source>reading the run</source>
        <translation>读取运行</translation>
    </message>
    <message>
        <source>it holds no run.json</source>
        <translation>它没有 run.json</translation>
    </message>
    <message>
        <source>Choose the folder of a training run</source>
        <translation>请选择训练运行的文件夹</translation>
    </message>
    <message>
        <source>it has format %1, this program knows 1 to %2</source>
        <translation>其格式为 %1，本程序支持 1 至 %2</translation>
    </message>
    <message>
        <source>reading the run&apos;s metrics</source>
        <translation>读取运行的指标</translation>
    </message>
    <message>
        <source>reading it failed midway</source>
        <translation>读取中途失败</translation>
    </message>
    <message>
        <source>Check the disk; nothing in the run was changed</source>
        <translation>请检查磁盘；运行中的内容没有改动</translation>
    </message>
    <message>
        <source>opening the run</source>
        <translation>打开运行</translation>
    </message>
    <message>
        <source>Choose a folder that can be written</source>
        <translation>请选择可写入的文件夹</translation>
    </message>
    <message>
        <source>it is being trained by %1</source>
        <translation>%1正在训练它</translation>
    </message>
    <message>
        <source>Stop that process first, or wait for its end</source>
        <translation>请先停止该进程，或等待其结束</translation>
    </message>
    <message>
        <source>%1 no longer has the same images in the same order</source>
        <translation>%1 不再具有相同顺序的相同图像</translation>
    </message>
    <message>
        <source>making the run folder</source>
        <translation>创建运行文件夹</translation>
    </message>
    <message>
        <source>The file system of %1 has no locks: make sure that no other process trains in this folder</source>
        <translation>%1 的文件系统没有锁：请确保没有其他进程在此文件夹中训练</translation>
    </message>
    <message>
        <source>%1 of %2 images (%3) have no image file or no size and are left out; `priorscope-cli dataset check` lists them</source>
        <translation>%2 张图像（%3）中有 %1 张没有图像文件或尺寸，已排除；`priorscope-cli dataset check` 会将其列出</translation>
    </message>
    <message>
        <source>Free some space, or choose a folder that can be written</source>
        <translation>请腾出一些空间，或选择可写入的文件夹</translation>
    </message>
    <message>
        <source>If the dataset has moved, name the folder where it is now (--dataset DIR)</source>
        <translation>如果数据集已移动，请给出它现在的文件夹（--dataset DIR）</translation>
    </message>
    <message>
        <source>resuming</source>
        <translation>继续训练</translation>
    </message>
    <message>
        <source>the dataset %1 is not the one that the run began with, or has changed</source>
        <translation>数据集 %1 不是运行开始时的数据集，或已改变</translation>
    </message>
    <message>
        <source>the dataset %1 is not the one that the run began with, or has changed: %2</source>
        <translation>数据集 %1 不是运行开始时的数据集，或已改变：%2</translation>
    </message>
    <message>
        <source>Start a new run from the weights in %1</source>
        <translation>请用 %1 中的权重开始新的运行</translation>
    </message>
    <message>
        <source>Start a new run</source>
        <translation>请开始新的运行</translation>
    </message>
    <message>
        <source>Until here the run was trained by Priorscope %1; this is %2: from here on results may differ by rounding</source>
        <translation>到此为止该运行由 Priorscope %1 训练；现在是 %2：此后结果可能有舍入差异</translation>
    </message>
    <message>
        <source>Until here the run was computed on %1, now it is on %2: from here on results differ by rounding</source>
        <translation>到此为止该运行在 %1 上计算，现在改在 %2 上：此后结果有舍入差异</translation>
    </message>
    <message>
        <source>the checkpoint belongs to another detector than run.json describes</source>
        <translation>该检查点属于 run.json 所述之外的另一个检测器</translation>
    </message>
    <message>
        <source>Put the run&apos;s own checkpoint back, or start a new run with --weights %1</source>
        <translation>请放回该运行自身的检查点，或用 --weights %1 开始新的运行</translation>
    </message>
    <message>
        <source>it has no checkpoint yet, and the weights that it began with, %1, have changed</source>
        <translation>它还没有检查点，而开始时的权重 %1 已改变</translation>
    </message>
    <message>
        <source>the folder holds a run</source>
        <translation>该文件夹含有一个运行</translation>
    </message>
    <message>
        <source>Choose another folder, or resume that run</source>
        <translation>请选择其他文件夹，或继续该运行</translation>
    </message>
    <message>
        <source>the folder is not empty, and holds no run</source>
        <translation>该文件夹不为空，且不含运行</translation>
    </message>
    <message>
        <source>Name a new folder for the run</source>
        <translation>请为运行指定新的文件夹</translation>
    </message>
    <message>
        <source>no annotation there has an object, so there is no class to train</source>
        <translation>其中没有标注含有目标，因此没有可训练的类别</translation>
    </message>
    <message>
        <source>Annotate objects first; dataset check lists what could not be read</source>
        <translation>请先标注目标；dataset check 会列出无法读取的内容</translation>
    </message>
    <message>
        <source>Choose other images, or put the images beside the annotations</source>
        <translation>请选择其他图像，或将图像放到标注旁边</translation>
    </message>
    <message>
        <source>another process has begun a run there</source>
        <translation>另一个进程已在那里开始运行</translation>
    </message>
    <message>
        <source>The run was begun by an older version of Priorscope: from here on its images are mirrored by other random numbers than they would have been</source>
        <translation>该运行由旧版本的 Priorscope 开始：此后其图像按与原先不同的随机数翻转</translation>
    </message>
    <message>
        <source>the checkpoint holds no optimizer state</source>
        <translation>该检查点不含优化器状态</translation>
    </message>
    <message>
        <source>Start a new run with these weights instead</source>
        <translation>请改用这些权重开始新的运行</translation>
    </message>
    <message>
        <source>%1: %2 Another image replaces it.</source>
        <translation>%1：%2已用另一张图像代替。</translation>
    </message>
    <message>
        <source>%1. The rows wait in memory; free some space</source>
        <translation>%1。各行暂存在内存中；请腾出一些空间</translation>
    </message>
    <message>
        <source>The evaluation on %1: %2</source>
        <translation>在 %1 上的评估：%2</translation>
    </message>
    <message>
        <source>Free some space</source>
        <translation>请腾出一些空间</translation>
    </message>
    <message>
        <source>training step %1</source>
        <translation>训练第 %1 步</translation>
    </message>
    <message>
        <source>for the same reason</source>
        <translation>原因相同</translation>
    </message>
    <message>
        <source>No checkpoint could be written; the run can be resumed from its start</source>
        <translation>未能写入检查点；该运行可从头继续</translation>
    </message>
    <message>
        <source>No checkpoint could be written (%1); the run can be resumed from its start</source>
        <translation>未能写入检查点（%1）；该运行可从头继续</translation>
    </message>
    <message>
        <source>The weights after step %1 are in %2</source>
        <translation>第 %1 步之后的权重在 %2 中</translation>
    </message>
    <message>
        <source>The weights after step %1 are in %2; later ones could not be written (%3)</source>
        <translation>第 %1 步之后的权重在 %2 中；更晚的权重未能写入（%3）</translation>
    </message>
    <message>
        <source>the optimizer&apos;s state lacks the parameter %1</source>
        <translation>优化器的状态缺少参数 %1</translation>
    </message>
    <message>
        <source>the checkpoint holds no training state</source>
        <translation>该检查点不含训练状态</translation>
    </message>
    <message>
        <source>the loss or its gradient is not finite; images: %1</source>
        <translation>损失或其梯度不是有限的数；图像：%1</translation>
    </message>
    <message>
        <source>Lower the learning rate, lengthen the warm-up or set gradient_clip</source>
        <translation>请降低学习率、延长预热或设置 gradient_clip</translation>
    </message>
    <message>
        <source>they must be a JSON list of layouts</source>
        <translation>它们必须是布局的 JSON 列表</translation>
    </message>
    <message>
        <source>%1 has no priors</source>
        <translation>%1 没有先验框</translation>
    </message>
    <message>
        <source>null</source>
        <translation>null</translation>
    </message>
    <message>
        <source>%1 is not available: %2</source>
        <translation>%1 不可用：%2</translation>
    </message>
    <message>
        <source>%1 is not available</source>
        <translation>%1 不可用</translation>
    </message>
    <message>
        <source>Available: %1</source>
        <translation>可用：%1</translation>
    </message>
    <message>
        <source>only flipping the channels has a rule</source>
        <translation>只有翻转通道才有转换规则</translation>
    </message>
    <message>
        <source>The run has no checkpoint: it begins again with its first step</source>
        <translation>该运行没有检查点：从第一步重新开始</translation>
    </message>
    <message>
        <source>last.pt is missing: the run continues from %1, after step %2</source>
        <translation>缺少 last.pt：运行从 %1 继续，接在第 %2 步之后</translation>
    </message>
    <message>
        <source>reading the augmentation</source>
        <translation>读取数据增强设置</translation>
    </message>
    <message>
        <source>there is no set &quot;%1&quot;</source>
        <translation>没有名为“%1”的组合</translation>
    </message>
    <message>
        <source>augmenting an image</source>
        <translation>增强图像</translation>
    </message>
    <message>
        <source>its size is not known</source>
        <translation>其尺寸未知</translation>
    </message>
    <message>
        <source>blurred by %1 px</source>
        <translation>模糊 %1 像素</translation>
    </message>
    <message>
        <source>cropped to %1 × %2, IoU from %3</source>
        <translation>裁剪至 %1 × %2，IoU 不低于 %3</translation>
    </message>
    <message>
        <source>grey</source>
        <translation>灰度</translation>
    </message>
    <message>
        <source>JPEG of quality %1</source>
        <translation>JPEG 质量 %1</translation>
    </message>
    <message>
        <source>mirrored</source>
        <translation>左右镜像</translation>
    </message>
    <message>
        <source>mosaic of four</source>
        <translation>四图拼接</translation>
    </message>
    <message>
        <source>noise of %1 / 255</source>
        <translation>噪声 %1 / 255</translation>
    </message>
    <message>
        <source>an object partly covered with noise</source>
        <translation>一个目标被噪声部分遮挡</translation>
    </message>
    <message>
        <source>an object partly covered with the mean</source>
        <translation>一个目标被均值部分遮挡</translation>
    </message>
    <message>
        <source>an object partly covered by another image</source>
        <translation>一个目标被另一图像部分遮挡</translation>
    </message>
    <message>
        <source>brightness %1×</source>
        <translation>亮度 %1×</translation>
    </message>
    <message>
        <source>contrast %1×</source>
        <translation>对比度 %1×</translation>
    </message>
    <message>
        <source>saturation %1×</source>
        <translation>饱和度 %1×</translation>
    </message>
    <message>
        <source>hue by %1°</source>
        <translation>色相 %1°</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>turned by %1°</source>
        <translation>转动 %1°</translation>
    </message>
    <message>
        <source>rotated by %1°</source>
        <translation>旋转 %1°</translation>
    </message>
    <message>
        <source>scaled %1×</source>
        <translation>缩放 %1×</translation>
    </message>
    <message>
        <source>zoomed out %1×</source>
        <translation>缩小 %1×</translation>
    </message>
    <message>
        <source>the set&apos;s</source>
        <translation>组合的值</translation>
    </message>
    <message>
        <source>reading the negatives</source>
        <translation>读取负样本图像</translation>
    </message>
    <message>
        <source>none of its %1 images can be read</source>
        <translation>其中的 %1 张图像都无法读取</translation>
    </message>
    <message>
        <source>Name a folder of JPEG, PNG, BMP, TIFF or WebP images</source>
        <translation>请指定含 JPEG、PNG、BMP、TIFF 或 WebP 图像的文件夹</translation>
    </message>
    <message>
        <source>%1 of %2 negatives cannot be read and are left out</source>
        <translation>%2 张负样本图像中有 %1 张无法读取，已略去</translation>
    </message>
    <message>
        <source>reading the weights of the images</source>
        <translation>读取图像权重</translation>
    </message>
    <message>
        <source>Each line has an image&apos;s id, a blank, and a number of 0 or more</source>
        <translation>每行应为图像标识、空格和不小于 0 的数</translation>
    </message>
    <message>
        <source>there is no weight</source>
        <translation>没有权重</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no weight</source>
        <translation>“%1”不是权重</translation>
    </message>
    <message>
        <source>every image that is trained on has the weight 0</source>
        <translation>用于训练的图像权重全为 0</translation>
    </message>
    <message>
        <source>need batches of two images or more</source>
        <translation>需要每批至少两张图像</translation>
    </message>
    <message>
        <source>must name a file if sampling is by file</source>
        <translation>按文件采样时必须指定文件</translation>
    </message>
    <message>
        <source>must be left out unless sampling is by file</source>
        <translation>除非按文件采样，否则应留空</translation>
    </message>
    <message>
        <source>the negatives in %1 have changed</source>
        <translation>%1 中的负样本图像已改变</translation>
    </message>
    <message>
        <source>the weights of its images have changed</source>
        <translation>其图像的权重已改变</translation>
    </message>
    <message>
        <source>must be balanced, or NAME=WEIGHT with positive weights, separated by commas</source>
        <translation>必须是 balanced，或以逗号分隔的“名称=权重”，权重为正</translation>
    </message>
    <message>
        <source>reading class_weights</source>
        <translation>读取 class_weights</translation>
    </message>
    <message>
        <source>the detector has no class &quot;%1&quot;</source>
        <translation>检测器没有类别“%1”</translation>
    </message>
    <message>
        <source>must be at most %1, the stages of %2&apos;s backbone, got %3</source>
        <translation>最多为 %1，即 %2 主干的阶段数，实为 %3</translation>
    </message>
    <message>
        <source>must have at most %1 numbers, one for each stage of %2&apos;s backbone, got %3</source>
        <translation>最多 %1 个数，%2 主干的每个阶段一个，实为 %3 个</translation>
    </message>
    <message>
        <source>needs a validation split</source>
        <translation>需要验证子集</translation>
    </message>
    <message>
        <source>must be 0 to 100</source>
        <translation>必须在 0 到 100 之间</translation>
    </message>
    <message>
        <source>the recipe</source>
        <translation>训练方案</translation>
    </message>
    <message>
        <source>must have at most one number for each frozen stage</source>
        <translation>每个冻结阶段最多一个数</translation>
    </message>
    <message>
        <source>needs momentum</source>
        <translation>需要动量</translation>
    </message>
    <message>
        <source>does not go with the focal loss</source>
        <translation>不能与 focal 损失同用</translation>
    </message>
    <message>
        <source>the preset&apos;s, less in a shorter run</source>
        <translation>预设的，较短的训练中更少</translation>
    </message>
    <message>
        <source>no average</source>
        <translation>无平均</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>The run was begun by an older version of Priorscope: from here on images without objects have another weight in the loss than they would have had</source>
        <translation>此训练由较早版本的 Priorscope 开始：从此处起，无目标的图像在损失中的权重与原来不同</translation>
    </message>
    <message>
        <source>the checkpoint lacks %1</source>
        <translation>检查点缺少 %1</translation>
    </message>
    <message>
        <source>the optimizer&apos;s state is not that of AdamW</source>
        <translation>优化器状态不是 AdamW 的</translation>
    </message>
    <message>
        <source>must be in (0, 10]</source>
        <translation>必须在 (0, 10] 之内</translation>
    </message>
    <message>
        <source>must be above the first rate, and at most 10</source>
        <translation>必须大于起始学习率，且不超过 10</translation>
    </message>
    <message>
        <source>must be 10 to 10000</source>
        <translation>必须在 10 到 10000 之间</translation>
    </message>
    <message>
        <source>looking for a learning rate</source>
        <translation>寻找学习率</translation>
    </message>
    <message>
        <source>there is no kind %1</source>
        <translation>没有类型 %1</translation>
    </message>
    <message>
        <source>The warm-up of %1 steps takes more than a quarter of the run of %2: shorten it (warmup_steps), or train for longer</source>
        <translation>%1 步的预热超过整个训练（%2 步）的四分之一：请缩短预热（warmup_steps）或延长训练</translation>
    </message>
    <message>
        <source>Frozen parts keep random weights, since the run starts without weights (--weights)</source>
        <translation>训练未从已有权重（--weights）开始，冻结的部分将保持随机权重</translation>
    </message>
    <message>
        <source>changing the run</source>
        <translation>更改训练</translation>
    </message>
    <message>
        <source>it is at step %1 already</source>
        <translation>它已在第 %1 步</translation>
    </message>
    <message>
        <source>Give a length above that</source>
        <translation>请给出更大的长度</translation>
    </message>
    <message>
        <source>The run cannot end at step %1: it is at step %2. &quot;Finish&quot; ends it from here</source>
        <translation>训练不能在第 %1 步结束：它已在第 %2 步。“收尾”可从此处结束训练</translation>
    </message>
    <message>
        <source>The change is not made, since it cannot be kept: %1</source>
        <translation>更改无法保存，因此未生效：%1</translation>
    </message>
    <message>
        <source>Early stopping: evaluations since the best one: %1; steps to the end, in which the rate falls: %2</source>
        <translation>提前停止：最佳评估之后的评估次数：%1；到结束还有 %2 步，其间学习率下降</translation>
    </message>
    <message>
        <source>Early stopping: evaluations since the best one: %1; the run ends here, as the rate has fallen already</source>
        <translation>提前停止：最佳评估之后的评估次数：%1；学习率已经降低，训练到此结束</translation>
    </message>
    <message>
        <source>%1; the batch is in %2</source>
        <translation>%1；该批次保存在 %2</translation>
    </message>
    <message>
        <source>%1; the batch could not be kept: %2</source>
        <translation>%1；该批次无法保存：%2</translation>
    </message>
    <message>
        <source>the step had changed a part of the weights</source>
        <translation>这一步已更改部分权重</translation>
    </message>
    <message>
        <source>writing the batch</source>
        <translation>写入批次</translation>
    </message>
    <message>
        <source>the loss or its gradient is not finite; images: %1. The batch is in %2</source>
        <translation>损失或其梯度不是有限数；图像：%1。该批次保存在 %2</translation>
    </message>
    <message>
        <source>the loss jumped to %1, from about %2. Lower the learning rate, lengthen the warm-up or set gradient_clip</source>
        <translation>损失从约 %2 跳升到 %1。请降低学习率、延长预热或设置 gradient_clip</translation>
    </message>
    <message>
        <source>the loss has stayed at about %2 for %1 steps. Lower the learning rate, or find a better one with a rate sweep</source>
        <translation>损失已有 %1 步停留在约 %2。请降低学习率，或用学习率扫描寻找更合适的值</translation>
    </message>
    <message>
        <source>the disk has %1 left, and a checkpoint takes %2. Free some space</source>
        <translation>磁盘剩余 %1，而一个检查点需要 %2。请释放一些空间</translation>
    </message>
    <message>
        <source>Step %1: %2.</source>
        <translation>第 %1 步：%2。</translation>
    </message>
    <message>
        <source>Remove the file: nothing else depends on it</source>
        <translation>请删除该文件：没有其他内容依赖它</translation>
    </message>
    <message>
        <source>must be above %1, the step that it has reached</source>
        <translation>必须大于 %1，即已到达的步数</translation>
    </message>
    <message>
        <source>the validation loss rises (%1; it was %2 at step %3) while the training loss falls: the network overfits. best.pt has the best weights; use a stronger augmentation, more images or early stopping</source>
        <translation>验证损失上升（%1；第 %3 步时为 %2），而训练损失下降：网络过拟合。best.pt 保存着最佳权重；请使用更强的数据增强、更多图像或提前停止</translation>
    </message>
    <message>
        <source>the network waits for images for %1 %% of the time. Use more loading threads, a lighter augmentation, or smaller image files</source>
        <translation>网络有 %1 %% 的时间在等待图像。请增加加载线程、减轻数据增强或使用更小的图像文件</translation>
    </message>
    <message>
        <source>no prior was matched to an object of these classes in a whole epoch: %1. Look at their objects and at the matching IoU in Priors</source>
        <translation>整整一个周期内，没有先验框与这些类别的目标匹配：%1。请在“先验框”中查看这些目标和匹配 IoU</translation>
    </message>
    <message>
        <source>no prior of these feature maps was matched to an object in a whole epoch: %1. Their scales fit no object: change them in Priors</source>
        <translation>整整一个周期内，这些特征图的先验框没有与任何目标匹配：%1。其尺度不适合任何目标：请在“先验框”中更改</translation>
    </message>
    <message>
        <source>it is not a list of problems</source>
        <translation>它不是问题列表</translation>
    </message>
    <message>
        <source>writing the run&apos;s problems</source>
        <translation>写入训练的问题</translation>
    </message>
    <message>
        <source>%1 needs a CUDA device, and this is %2</source>
        <translation>%1 需要 CUDA 设备，而这里是 %2</translation>
    </message>
    <message>
        <source>Choose fp32, or bf16 if the processor is fast at it</source>
        <translation>请选择 fp32；如果处理器擅长，也可选择 bf16</translation>
    </message>
    <message>
        <source>recipe %1</source>
        <translation>训练方案 %1</translation>
    </message>
    <message>
        <source>%1, options</source>
        <translation>%1 的选项</translation>
    </message>
    <message>
        <source>Not even one image fits: take a smaller input or detector, or the CPU</source>
        <translation>连一张图像也放不下：请使用更小的输入或检测器，或改用 CPU</translation>
    </message>
    <message>
        <source>A batch of %1 fits (a step of it was tried); accumulate = %2 makes the step as large again</source>
        <translation>批大小 %1 放得下（已试过一步）；accumulate = %2 可使每步与原来一样大</translation>
    </message>
    <message>
        <source>Until here the run was computed in %1, which %2 cannot: from here on it is computed in fp32, and results differ</source>
        <translation>训练此前以 %1 计算，而 %2 不支持：从这里起以 fp32 计算，结果会有差异</translation>
    </message>
    <message>
        <source>computing the validation loss</source>
        <translation>计算验证损失</translation>
    </message>
    <message>
        <source>it has just ended</source>
        <translation>它刚刚结束</translation>
    </message>
    <message>
        <source>Resume it with the change</source>
        <translation>请带着更改恢复训练</translation>
    </message>
    <message>
        <source>The change that was asked for last is not made: the run has failed</source>
        <translation>最后请求的更改未生效：训练已失败</translation>
    </message>
    <message>
        <source>this processor has no bf16 arithmetic: a step takes longer than in fp32, often many times as long. Choose fp32</source>
        <translation>该处理器没有 bf16 运算：每一步都比 fp32 慢，往往慢许多倍。请选择 fp32</translation>
    </message>
    <message>
        <source>it is not valid JSON: %1</source>
        <translation>不是有效的 JSON：%1</translation>
    </message>
    <message>
        <source>%1 %2: %3</source>
        <translation>%1 %2：%3</translation>
    </message>
    <message>
        <source>it has no %1</source>
        <translation>缺少 %1</translation>
    </message>
    <message>
        <source>%1 must be a whole number</source>
        <translation>%1 必须是整数</translation>
    </message>
    <message>
        <source>%1 must be a number</source>
        <translation>%1 必须是数字</translation>
    </message>
    <message>
        <source>%1 must be a text</source>
        <translation>%1 必须是文本</translation>
    </message>
    <message>
        <source>%1 must be a list</source>
        <translation>%1 必须是列表</translation>
    </message>
    <message>
        <source>%1 must be four numbers</source>
        <translation>%1 必须是四个数字</translation>
    </message>
    <message>
        <source>%1 has a negative size</source>
        <translation>%1 的大小为负</translation>
    </message>
    <message>
        <source>reading the detections</source>
        <translation>读取检测结果</translation>
    </message>
    <message>
        <source>it is no list of detections</source>
        <translation>不是检测结果的列表</translation>
    </message>
    <message>
        <source>detection</source>
        <translation>检测</translation>
    </message>
    <message>
        <source>the ground truth has no category %1</source>
        <translation>真值中没有类别 %1</translation>
    </message>
    <message>
        <source>image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>image %1, detection</source>
        <translation>图像 %1，检测</translation>
    </message>
    <message>
        <source>its name ends with no class of the ground truth</source>
        <translation>文件名的结尾不是真值中的任何类别</translation>
    </message>
    <message>
        <source>Classes: %1</source>
        <translation>类别：%1</translation>
    </message>
    <message>
        <source>a line must be: image, score, xmin, ymin, xmax, ymax</source>
        <translation>每行必须是：图像、得分、xmin、ymin、xmax、ymax</translation>
    </message>
    <message>
        <source>the box has a negative size</source>
        <translation>框的大小为负</translation>
    </message>
    <message>
        <source>the folder has no .txt files</source>
        <translation>文件夹中没有 .txt 文件</translation>
    </message>
    <message>
        <source>Give a JSON file, or a folder with a text file for each class</source>
        <translation>请给出一个 JSON 文件，或每个类别一个文本文件的文件夹</translation>
    </message>
    <message>
        <source>there is no %1 %2</source>
        <translation>不存在 %1 %2</translation>
    </message>
    <message>
        <source>reading the ground truth</source>
        <translation>读取真值</translation>
    </message>
    <message>
        <source>it has no list &quot;%1&quot;, as COCO&apos;s instances have</source>
        <translation>没有 COCO 实例文件应有的列表“%1”</translation>
    </message>
    <message>
        <source>category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>its id is that of another</source>
        <translation>其 id 与另一项相同</translation>
    </message>
    <message>
        <source>annotation</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>must be above 0 and at most 1</source>
        <translation>必须大于 0 且不超过 1</translation>
    </message>
    <message>
        <source>must be at least 0 and below match_iou</source>
        <translation>必须不小于 0 且小于 match_iou</translation>
    </message>
    <message>
        <source>must be at least 1</source>
        <translation>必须不小于 1</translation>
    </message>
    <message>
        <source>counting errors</source>
        <translation>统计错误</translation>
    </message>
    <message>
        <source>the ground truth has no image %1, or several</source>
        <translation>真值中没有图像 %1，或有多个</translation>
    </message>
    <message>
        <source>its boxes refer to %1 × %2 pixels, those of the ground truth to %3 × %4</source>
        <translation>其框以 %1 × %2 像素为准，真值的框以 %3 × %4 为准</translation>
    </message>
    <message>
        <source>it is of the same class as %1</source>
        <translation>它与 %1 属于同一类别</translation>
    </message>
    <message>
        <source>Give a folder with one file for each class</source>
        <translation>请给出每个类别一个文件的文件夹</translation>
    </message>
    <message>
        <source>its name is that of another</source>
        <translation>其名称与另一项相同</translation>
    </message>
    <message>
        <source>keeping candidates</source>
        <translation>保存候选框</translation>
    </message>
    <message>
        <source>label %1 is not in [1, 65535]</source>
        <translation>标签 %1 不在 [1, 65535] 范围内</translation>
    </message>
    <message>
        <source>Classes of the data that the detector does not know, which are not asked for and left out of the mean: %1</source>
        <translation>数据中检测器不认识的类别，不作要求，也不计入均值：%1</translation>
    </message>
    <message>
        <source>a folder of images without annotations has no splits</source>
        <translation>没有标注的图像文件夹没有划分</translation>
    </message>
    <message>
        <source>This file cannot be read as an image.</source>
        <translation>无法将此文件读作图像。</translation>
    </message>
    <message>
        <source>The folder holds %1 images and no annotation: each is taken for an image without objects.</source>
        <translation>该文件夹有 %1 张图像而没有标注：每张都视为没有目标的图像。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no verdict</source>
        <translation>“%1”不是有效的判定</translation>
    </message>
    <message>
        <source>the key &quot;box&quot; must be four numbers, got %1</source>
        <translation>键“box”必须是四个数字，而它是 %1</translation>
    </message>
    <message>
        <source>writing the images to learn from</source>
        <translation>写入要学习的图像列表</translation>
    </message>
    <message>
        <source>the list names no image</source>
        <translation>列表没有列出任何图像</translation>
    </message>
    <message>
        <source>must be from 1 to %1</source>
        <translation>必须在 1 到 %1 之间</translation>
    </message>
    <message>
        <source>drawing images anew</source>
        <translation>对图像重新抽样</translation>
    </message>
    <message>
        <source>%1 was trained on %2 of these %3 images</source>
        <translation>这 %3 张图像中有 %2 张曾用于训练 %1</translation>
    </message>
    <message>
        <source>%1 was chosen as the best checkpoint of its run on %2 of these %3 images</source>
        <translation>%1 是根据这 %3 张图像中的 %2 张选为其运行的最佳检查点的</translation>
    </message>
    <message>
        <source>Name a folder of images, or a file with an image on each line</source>
        <translation>请指定图像文件夹，或每行一张图像的文件</translation>
    </message>
    <message>
        <source>reading saved detections</source>
        <translation>读取保存的检测结果</translation>
    </message>
    <message>
        <source>there are no annotated images to compare them with</source>
        <translation>没有可与之比较的带标注图像</translation>
    </message>
    <message>
        <source>Open the dataset that they were made on</source>
        <translation>请打开生成它们的数据集</translation>
    </message>
    <message>
        <source>it holds no detections</source>
        <translation>其中没有检测</translation>
    </message>
    <message>
        <source>none of its %1 detections is in these images</source>
        <translation>其中 %1 个检测都不在这些图像中</translation>
    </message>
    <message>
        <source>Choose the split that they were made on</source>
        <translation>请选择生成它们的划分</translation>
    </message>
    <message>
        <source>it is cut off</source>
        <translation>文件不完整，被截断了</translation>
    </message>
    <message>
        <source>reading the kept candidates</source>
        <translation>读取保存的候选框</translation>
    </message>
    <message>
        <source>it has a class that the detector does not have</source>
        <translation>其中有检测器没有的类别</translation>
    </message>
    <message>
        <source>The network runs again</source>
        <translation>将重新运行网络</translation>
    </message>
    <message>
        <source>it is a file of another kind</source>
        <translation>这是另一种文件</translation>
    </message>
    <message>
        <source>another version of the program wrote it</source>
        <translation>它由程序的另一版本写入</translation>
    </message>
    <message>
        <source>it is of other images or another detector</source>
        <translation>它属于其他图像或另一个检测器</translation>
    </message>
    <message>
        <source>Candidates are not kept for the next time: %1</source>
        <translation>候选框未保存供下次使用：%1</translation>
    </message>
    <message>
        <source>saving the detections</source>
        <translation>保存检测结果</translation>
    </message>
    <message>
        <source>it has no category %1</source>
        <translation>其中没有类别 %1</translation>
    </message>
    <message>
        <source>it has no image %1, or several</source>
        <translation>其中没有图像 %1，或有多个</translation>
    </message>
    <message>
        <source>Save them in another format</source>
        <translation>请以其他格式保存</translation>
    </message>
    <message>
        <source>VOC&apos;s results need a file for each class, and &quot;%1&quot; cannot be part of a file&apos;s name</source>
        <translation>VOC 结果需要每个类别一个文件，而“%1”不能用于文件名</translation>
    </message>
    <message>
        <source>the file of VOC&apos;s results for class &quot;%1&quot; would be taken for that of another class</source>
        <translation>类别“%1”的 VOC 结果文件会被当作另一类别的文件</translation>
    </message>
    <message>
        <source>VOC&apos;s results cannot hold the blank in the name of image &quot;%1&quot;</source>
        <translation>VOC 结果无法容纳图像名“%1”中的空格</translation>
    </message>
    <message>
        <source>reading what the numbers of the detections mean</source>
        <translation>读取检测结果中编号的含义</translation>
    </message>
    <message>
        <source>within a class</source>
        <translation>同类别内</translation>
    </message>
    <message>
        <source>over all classes</source>
        <translation>跨所有类别</translation>
    </message>
    <message>
        <source>Detector</source>
        <translation>检测器</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>%1, of which %2 count</source>
        <translation>%1，其中 %2 个计入</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>at least %1</source>
        <translation>不低于 %1</translation>
    </message>
    <message>
        <source>NMS</source>
        <translation>NMS</translation>
    </message>
    <message>
        <source>at an IoU above %1, %2</source>
        <translation>IoU 高于 %1 时，%2</translation>
    </message>
    <message>
        <source>Detections of an image</source>
        <translation>每张图像的检测</translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation>最多 %1</translation>
    </message>
    <message>
        <source>Match</source>
        <translation>匹配</translation>
    </message>
    <message>
        <source>at an IoU of at least %1, as VOC matches: each detection looks at the object of its class that it overlaps most</source>
        <translation>IoU 不低于 %1，按 VOC 匹配：每个检测只看与其重叠最多的同类目标</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>生成于</translation>
    </message>
    <message>
        <source>Detections on %1</source>
        <translation>%1 上的检测</translation>
    </message>
    <message>
        <source>mAP@%1 (VOC07)</source>
        <translation>mAP@%1 (VOC07)</translation>
    </message>
    <message>
        <source>Mean of the 11-point average precision of %1 classes that have objects</source>
        <translation>%1 个有目标的类别的 11 点平均精度之均值</translation>
    </message>
    <message>
        <source>mAP@%1 (VOC10)</source>
        <translation>mAP@%1 (VOC07) {1 ?} {10)?}</translation>
    </message>
    <message>
        <source>The same with every point of the curve</source>
        <translation>同上，但用曲线的所有点</translation>
    </message>
    <message>
        <source>COCO AP</source>
        <translation>COCO AP</translation>
    </message>
    <message>
        <source>Mean over IoU 0.50, 0.55, … 0.95, 101 points</source>
        <translation>IoU 0.50、0.55 … 0.95 的均值，101 点</translation>
    </message>
    <message>
        <source>COCO AP50</source>
        <translation>COCO AP50</translation>
    </message>
    <message>
        <source>At an IoU of 0.50</source>
        <translation>IoU 为 0.50</translation>
    </message>
    <message>
        <source>COCO AP75</source>
        <translation>COCO AP75</translation>
    </message>
    <message>
        <source>At an IoU of 0.75: boxes have to fit well</source>
        <translation>IoU 为 0.75：框须贴合</translation>
    </message>
    <message>
        <source>COCO AP by size</source>
        <translation>按大小的 COCO AP</translation>
    </message>
    <message>
        <source>Objects below 32², up to 96² and above, in pixels</source>
        <translation>小于 32²、至 96²、以及更大的目标（像素）</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精确率</translation>
    </message>
    <message>
        <source>Right detections among right and wrong ones, at the score</source>
        <translation>在该得分下，正确检测占正确与错误检测的比例</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>Objects that are found, at the score</source>
        <translation>在该得分下找到的目标</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>Harmonic mean of precision and recall</source>
        <translation>精确率与召回率的调和平均</translation>
    </message>
    <message>
        <source>Right, wrong, missed</source>
        <translation>正确、错误、漏检</translation>
    </message>
    <message>
        <source>Detections that find an object, those that do not, objects that none finds</source>
        <translation>找到目标的检测、未找到的检测、未被找到的目标</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Average precision is over every score down to the detector&apos;s own floor; precision, recall and F1 are at the score of this report.</source>
        <translation>平均精度用检测器下限以上的所有得分；精确率、召回率和 F1 为本报告的得分。</translation>
    </message>
    <message>
        <source>Sources of the definitions: VOCdevkit 2007, pycocotools, TIDE (2020).</source>
        <translation>定义的来源：VOCdevkit 2007、pycocotools、TIDE（2020）。</translation>
    </message>
    <message>
        <source>All classes together</source>
        <translation>所有类别合计</translation>
    </message>
    <message>
        <source>At score %1</source>
        <translation>得分 %1 处</translation>
    </message>
    <message>
        <source>Precision against recall, class by class</source>
        <translation>各类别的精确率与召回率</translation>
    </message>
    <message>
        <source>Precision and recall</source>
        <translation>精确率与召回率</translation>
    </message>
    <message>
        <source>Each point of a curve is a threshold on the score: from the right, where every detection counts, to the left, where only the surest do. The circle is the score of this report. Beside the classes: AP (VOC07).</source>
        <translation>曲线的每个点是一个得分阈值：从右端（所有检测都计入）到左端（只计最有把握的）。圆圈为本报告的得分。类别旁为 AP（VOC07）。</translation>
    </message>
    <message>
        <source>IoU %1 with %2</source>
        <translation>与 %2 的交并比为 %1。 {1 ?} {2?}</translation>
    </message>
    <message>
        <source>The image cannot be read.</source>
        <translation>无法读取图像。</translation>
    </message>
    <message>
        <source>The surest errors</source>
        <translation>最有把握的错误</translation>
    </message>
    <message>
        <source>Of each cause those with the highest score, at most %1. The detection in the colour of its class, the object in white.</source>
        <translation>每种原因中得分最高的，最多 %1 个。检测为其类别的颜色，目标为白色。</translation>
    </message>
    <message>
        <source>Object, and what it was taken for</source>
        <translation>目标，及其被当作的类别</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>background</source>
        <translation>背景</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Taken for</source>
        <translation>被当作</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Counts, precision, recall and F1 are at the score of this report; average precision is over every score. Objects that are difficult do not count.</source>
        <translation>计数、精确率、召回率和 F1 为本报告的得分；平均精度用所有得分。困难目标不计入。</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>已找到</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>AP VOC07</source>
        <translation>AP VOC07</translation>
    </message>
    <message>
        <source>AP VOC10</source>
        <translation>AP VOC10</translation>
    </message>
    <message>
        <source>AP50 COCO</source>
        <translation>AP50 COCO</translation>
    </message>
    <message>
        <source>Errors by cause</source>
        <translation>按原因分类的错误</translation>
    </message>
    <message>
        <source>Each wrong detection and each object that is not found has one cause. ΔAP is what average precision would gain if the errors of one cause were mended and all others left (TIDE, at most 100 detections an image, over every score).</source>
        <translation>每个错误检测和每个未找到的目标都有一个原因。ΔAP 是只修正一种原因的错误时平均精度的提高（TIDE，每张图像最多 100 个检测，用所有得分）。</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>At the score</source>
        <translation>在该得分下</translation>
    </message>
    <message>
        <source>TIDE, every score</source>
        <translation>TIDE，所有得分</translation>
    </message>
    <message>
        <source>ΔAP</source>
        <translation>ΔAP</translation>
    </message>
    <message>
        <source>Why objects are missed</source>
        <translation>目标漏检的原因</translation>
    </message>
    <message>
        <source>The first reason that applies to each object that is not found.</source>
        <translation>每个未找到的目标的首个适用原因。</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Confusion</source>
        <translation>混淆</translation>
    </message>
    <message>
        <source>Rows are objects, columns what they were taken for at the score of this report. Right ones are on the diagonal; the last row is detections on background.</source>
        <translation>行为目标，列为在本报告得分下被当作的类别。对角线为正确的；最后一行为背景上的检测。</translation>
    </message>
    <message>
        <source>Classification</source>
        <translation>分类错误</translation>
    </message>
    <message>
        <source>Localisation</source>
        <translation>定位错误</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>分类与定位均错</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>重复检测</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>背景误检</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>漏检</translation>
    </message>
    <message>
        <source>On an object of another class</source>
        <translation>位于另一类别的目标上</translation>
    </message>
    <message>
        <source>On an object of its class, but with too little overlap</source>
        <translation>位于同类目标上，但重叠太少</translation>
    </message>
    <message>
        <source>On an object of another class, and with too little overlap</source>
        <translation>位于另一类别的目标上，且重叠太少</translation>
    </message>
    <message>
        <source>On an object that a detection with a higher score has found</source>
        <translation>位于已被更高分检测找到的目标上</translation>
    </message>
    <message>
        <source>On no object</source>
        <translation>不在任何目标上</translation>
    </message>
    <message>
        <source>An object that no detection finds</source>
        <translation>没有检测找到的目标</translation>
    </message>
    <message>
        <source>A fitting candidate was suppressed by NMS</source>
        <translation>合适的候选框被 NMS 抑制</translation>
    </message>
    <message>
        <source>A fitting candidate was beyond the most detections of an image</source>
        <translation>合适的候选框超出每张图像的检测上限</translation>
    </message>
    <message>
        <source>A fitting detection was given to another object</source>
        <translation>合适的检测归于另一目标</translation>
    </message>
    <message>
        <source>A fitting candidate has too low a score</source>
        <translation>合适的候选框得分过低</translation>
    </message>
    <message>
        <source>A fitting detection has another class</source>
        <translation>合适的检测为另一类别</translation>
    </message>
    <message>
        <source>A detection of its class lies on it, with too little overlap</source>
        <translation>同类检测位于其上，但重叠太少</translation>
    </message>
    <message>
        <source>No candidate fits</source>
        <translation>没有合适的候选框</translation>
    </message>
    <message>
        <source>no file is named</source>
        <translation>未指定文件</translation>
    </message>
    <message>
        <source>Name a file or a folder</source>
        <translation>请指定文件或文件夹</translation>
    </message>
    <message>
        <source>this format is a folder of files, and there is a file of that name</source>
        <translation>此格式是一个文件夹，而已有同名文件</translation>
    </message>
    <message>
        <source>this format is a single file, and that is a folder</source>
        <translation>此格式是单个文件，而指定的是文件夹</translation>
    </message>
    <message>
        <source>Name a file in it</source>
        <translation>请指定其中的一个文件</translation>
    </message>
    <message>
        <source>annotations that are there would be replaced: %1</source>
        <translation>已有的标注会被替换：%1</translation>
    </message>
    <message>
        <source>Choose another folder, or allow to replace them</source>
        <translation>请选择其他文件夹，或允许替换</translation>
    </message>
    <message>
        <source>this image itself would be replaced</source>
        <translation>该图像本身将被替换</translation>
    </message>
    <message>
        <source>Choose another place</source>
        <translation>请选择其他位置</translation>
    </message>
    <message>
        <source>it would be read together with the detections that are saved here</source>
        <translation>它会与保存在此处的检测结果一起被读取</translation>
    </message>
    <message>
        <source>changing the annotation</source>
        <translation>更改标注</translation>
    </message>
    <message>
        <source>the new box (%1) is not in whole pixels</source>
        <translation>新的框（%1）不是整数像素</translation>
    </message>
    <message>
        <source>Remove this change</source>
        <translation>移除此更改</translation>
    </message>
    <message>
        <source>its encoding is not one in which it can be changed in place</source>
        <translation>其编码不支持就地更改</translation>
    </message>
    <message>
        <source>Save the file as UTF-8</source>
        <translation>请将文件保存为 UTF-8</translation>
    </message>
    <message>
        <source>its encoding is not recognised</source>
        <translation>无法识别其编码</translation>
    </message>
    <message>
        <source>it is no well-formed VOC annotation</source>
        <translation>它不是格式正确的 VOC 标注</translation>
    </message>
    <message>
        <source>Correct the file first</source>
        <translation>请先修正该文件</translation>
    </message>
    <message>
        <source>the place of an object in it is not found</source>
        <translation>找不到其中某个目标的位置</translation>
    </message>
    <message>
        <source>Change this object by hand</source>
        <translation>请手动更改此目标</translation>
    </message>
    <message>
        <source>it no longer has a single %1 at %2</source>
        <translation>其中在 %2 处不再有唯一的 %1</translation>
    </message>
    <message>
        <source>It was changed meanwhile: look at the image again</source>
        <translation>文件已被更改：请重新查看该图像</translation>
    </message>
    <message>
        <source>the object has several boxes</source>
        <translation>该目标有多个框</translation>
    </message>
    <message>
        <source>two changes of the %1 at %2 contradict each other</source>
        <translation>对 %2 处的 %1 的两项更改相互矛盾</translation>
    </message>
    <message>
        <source>Remove one of them</source>
        <translation>请移除其中一项</translation>
    </message>
    <message>
        <source>it is written in a form that cannot be changed in place</source>
        <translation>其写法不支持就地更改</translation>
    </message>
    <message>
        <source>the object has several names</source>
        <translation>该目标有多个名称</translation>
    </message>
    <message>
        <source>its name is not written as &lt;name&gt;</source>
        <translation>其名称未写作 &lt;name&gt;</translation>
    </message>
    <message>
        <source>&lt;%1&gt; has no text</source>
        <translation>&lt;%1&gt; 没有文本</translation>
    </message>
    <message>
        <source>&lt;%1&gt; holds more than text: a comment, or elements</source>
        <translation>&lt;%1&gt; 中除文本外还有注释或元素</translation>
    </message>
    <message>
        <source>the box has several times four corners</source>
        <translation>该框有多组坐标</translation>
    </message>
    <message>
        <source>its box is not written as &lt;xmin&gt;, &lt;ymin&gt;, &lt;xmax&gt;, &lt;ymax&gt;</source>
        <translation>其框未写作 &lt;xmin&gt;、&lt;ymin&gt;、&lt;xmax&gt;、&lt;ymax&gt;</translation>
    </message>
    <message>
        <source>&lt;annotation&gt; is empty</source>
        <translation>&lt;annotation&gt; 为空</translation>
    </message>
    <message>
        <source>the key &quot;%1&quot; must be four numbers, got %2</source>
        <translation>键“%1”必须是四个数字，实际为 %2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no change of a label</source>
        <translation>“%1”不是有效的标注更改</translation>
    </message>
    <message>
        <source>backing up annotations</source>
        <translation>备份标注</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no name of a file</source>
        <translation>“%1”不是文件名</translation>
    </message>
    <message>
        <source>reading the backup</source>
        <translation>读取备份</translation>
    </message>
    <message>
        <source>there are too many of one second</source>
        <translation>同一秒内的备份过多</translation>
    </message>
    <message>
        <source>Nothing was changed. Change the permissions, or keep the project elsewhere</source>
        <translation>未作任何更改。请更改权限，或将项目保存到其他位置</translation>
    </message>
    <message>
        <source>noting what was restored</source>
        <translation>记录已恢复的内容</translation>
    </message>
    <message>
        <source>the file is read-only</source>
        <translation>该文件是只读的</translation>
    </message>
    <message>
        <source>Change its permissions, then apply again</source>
        <translation>请更改其权限，然后再次应用</translation>
    </message>
    <message>
        <source>the dataset has no annotation of this image</source>
        <translation>数据集中没有此图像的标注</translation>
    </message>
    <message>
        <source>restoring the annotation</source>
        <translation>恢复标注</translation>
    </message>
    <message>
        <source>it was changed after the label patches were applied</source>
        <translation>应用标注补丁之后它又被更改</translation>
    </message>
    <message>
        <source>It stays as it is; the original is %1</source>
        <translation>文件保持不变；原始文件为 %1</translation>
    </message>
    <message>
        <source>its backup %1 was changed</source>
        <translation>其备份 %1 已被更改</translation>
    </message>
    <message>
        <source>It stays as it is</source>
        <translation>文件保持不变</translation>
    </message>
    <message>
        <source>another program changes it</source>
        <translation>另一个程序正在更改它</translation>
    </message>
    <message>
        <source>Apply again</source>
        <translation>请再次应用</translation>
    </message>
    <message>
        <source>reading the operating point</source>
        <translation>读取工作点</translation>
    </message>
    <message>
        <source>&quot;nms&quot; must be class, all or none, got &quot;%1&quot;</source>
        <translation>&quot;nms&quot; 必须为 class、all 或 none，得到 &quot;%1&quot;</translation>
    </message>
    <message>
        <source>its classes are not the detector&apos;s</source>
        <translation>其类别不是该检测器的类别</translation>
    </message>
    <message>
        <source>Choose the detector&apos;s thresholds again, or remove the file</source>
        <translation>请重新选择该检测器的阈值，或删除该文件</translation>
    </message>
    <message>
        <source>must be one for each of %1 classes, got %2</source>
        <translation>必须为 %1 个类别各一个，得到 %2 个</translation>
    </message>
    <message>
        <source>The operating point in %1 is not used: it was chosen for other weights, the checkpoint has changed since</source>
        <translation>未使用 %1 中的工作点：它是为其他权重选择的，检查点此后已改变</translation>
    </message>
    <message>
        <source>saving the operating point</source>
        <translation>保存工作点</translation>
    </message>
    <message>
        <source>the checkpoint has changed since it was opened</source>
        <translation>检查点自打开后已改变</translation>
    </message>
    <message>
        <source>Open it again and evaluate it</source>
        <translation>请重新打开并评估</translation>
    </message>
    <message>
        <source>removing the operating point</source>
        <translation>删除工作点</translation>
    </message>
    <message>
        <source>score %1</source>
        <translation>得分 %1</translation>
    </message>
    <message>
        <source>score %1 to %2 by class</source>
        <translation>各类别得分 %1 至 %2</translation>
    </message>
    <message>
        <source>no NMS</source>
        <translation>无 NMS</translation>
    </message>
    <message>
        <source>NMS IoU %1 over all classes</source>
        <translation>所有类别 NMS IoU %1</translation>
    </message>
    <message>
        <source>NMS IoU %1</source>
        <translation>NMS IoU %1</translation>
    </message>
    <message>
        <source>%1, %2, at most %3 an image</source>
        <translation>%1，%2，每幅图像最多 %3 个</translation>
    </message>
    <message>
        <source>choosing thresholds</source>
        <translation>选择阈值</translation>
    </message>
    <message>
        <source>its operating point is not with NMS by class, and that alone can be exported</source>
        <translation>其工作点不是按类别 NMS，而只能导出按类别 NMS</translation>
    </message>
    <message>
        <source>Choose the operating point with NMS by class, or export the decoded outputs</source>
        <translation>请选择按类别 NMS 的工作点，或导出解码后的输出</translation>
    </message>
    <message>
        <source>Operating point: %1</source>
        <translation>工作点：%1</translation>
    </message>
    <message>
        <source>%1 was perhaps trained on %2 of these %3 images: its run had other data of the same classes, which may be an earlier state of this</source>
        <translation>%1 可能用这 %3 幅图像中的 %2 幅训练过：其训练使用了类别相同的其他数据，可能是此数据的早期状态</translation>
    </message>
    <message>
        <source>there is an image of this name</source>
        <translation>已有同名的图像</translation>
    </message>
    <message>
        <source>writing the dataset</source>
        <translation>写入数据集</translation>
    </message>
    <message>
        <source>no format &quot;%1&quot; is written</source>
        <translation>不支持写入格式“%1”</translation>
    </message>
    <message>
        <source>Formats: %1</source>
        <translation>格式有：%1</translation>
    </message>
    <message>
        <source>Polygons, circles, lines and masks: %1. The boxes around them are taken.</source>
        <translation>多边形、圆、线和掩膜：%1 个。采用它们的外接框。</translation>
    </message>
    <message>
        <source>Single points: %1. They have no box and are not read.</source>
        <translation>单个点：%1 个。它们没有框，不予读取。</translation>
    </message>
    <message>
        <source>The shape has no label; it is left out.</source>
        <translation>该形状没有标签；已排除。</translation>
    </message>
    <message>
        <source>The shape lacks coordinates, or they are no numbers; it is left out.</source>
        <translation>该形状缺少坐标，或坐标不是数字；已排除。</translation>
    </message>
    <message>
        <source>The box has no area; the object is left out.</source>
        <translation>该框没有面积；该目标已排除。</translation>
    </message>
    <message>
        <source>reading the annotations</source>
        <translation>读取标注</translation>
    </message>
    <message>
        <source>The file has no list of &quot;shapes&quot;; it is left out.</source>
        <translation>该文件没有 &quot;shapes&quot; 列表；已排除。</translation>
    </message>
    <message>
        <source>The file is not valid JSON: %1. It is left out.</source>
        <translation>该文件不是有效的 JSON：%1。已排除。</translation>
    </message>
    <message>
        <source>The folder cannot be opened: %1</source>
        <translation>文件夹无法打开：%1</translation>
    </message>
    <message>
        <source>Crowd regions (iscrowd): %1. They are never trained on, and in evaluation detections of them count neither as right nor as wrong.</source>
        <translation>群体区域（iscrowd）：%1 个。它们从不用于训练；评估时，对它们的检测既不算对也不算错。</translation>
    </message>
    <message>
        <source>The annotation names the image %1, but is itself called %2: %3 is taken. Correct imagePath.</source>
        <translation>标注写明图像 %1，而自身名为 %2：采用 %3。请更正 imagePath。</translation>
    </message>
    <message>
        <source>imageWidth and imageHeight</source>
        <translation>imageWidth 和 imageHeight</translation>
    </message>
    <message>
        <source>it holds no JSON file of LabelMe</source>
        <translation>其中没有 LabelMe 的 JSON 文件</translation>
    </message>
    <message>
        <source>&lt;size&gt;</source>
        <translation>&lt;size&gt;</translation>
    </message>
    <message>
        <source>The split %1 is said to be in %2, which is not there.</source>
        <translation>划分 %1 据称在 %2 中，但它不存在。</translation>
    </message>
    <message>
        <source>The split %1 has no images: %2 holds none.</source>
        <translation>划分 %1 没有图像：%2 中没有图像。</translation>
    </message>
    <message>
        <source>The split %1 lists the image more than once; it counts once.</source>
        <translation>划分 %1 多次列出该图像；只计一次。</translation>
    </message>
    <message>
        <source>The split %1 lists an image that is not there; it is left out.</source>
        <translation>划分 %1 列出的图像不存在；已排除。</translation>
    </message>
    <message>
        <source>Images without labels that no split names: %1. They are left out.</source>
        <translation>没有标签且不属于任何划分的图像：%1 张。已排除。</translation>
    </message>
    <message>
        <source>No image belongs to the label file; it is left out.</source>
        <translation>没有与该标签文件对应的图像；已排除。</translation>
    </message>
    <message>
        <source>%1 more label files have no image.</source>
        <translation>另有 %1 个标签文件没有图像。</translation>
    </message>
    <message>
        <source>No data.yaml, classes.txt or obj.names says what the classes are called: their numbers are taken.</source>
        <translation>没有 data.yaml、classes.txt 或 obj.names 说明类别名称：采用类别的编号。</translation>
    </message>
    <message>
        <source>it holds neither a data.yaml nor label files of YOLO</source>
        <translation>其中既没有 data.yaml，也没有 YOLO 的标签文件</translation>
    </message>
    <message>
        <source>none of its images is there</source>
        <translation>它的图像都不存在</translation>
    </message>
    <message>
        <source>Correct the paths in data.yaml, or put the images there</source>
        <translation>请更正 data.yaml 中的路径，或将图像放到那里</translation>
    </message>
    <message>
        <source>Polygons: %1. The boxes around them are taken.</source>
        <translation>多边形：%1 个。采用它们的外接框。</translation>
    </message>
    <message>
        <source>Lines that repeat another: %1. Each object is read once.</source>
        <translation>与其他行重复的行：%1 行。每个目标只读取一次。</translation>
    </message>
    <message>
        <source>The line has something other than numbers; it is left out.</source>
        <translation>该行含有数字以外的内容；已排除。</translation>
    </message>
    <message>
        <source>The line has %1 numbers instead of five (class, centre x, centre y, width, height); it is left out.</source>
        <translation>该行有 %1 个数字，而不是五个（类别、中心 x、中心 y、宽、高）；已排除。</translation>
    </message>
    <message>
        <source>The class %1 is not one of the %2 in the list, which are counted from 0; the object is left out.</source>
        <translation>类别 %1 不在列表的 %2 个类别之中（从 0 开始计数）；该目标已排除。</translation>
    </message>
    <message>
        <source>The numbers are not fractions of the image, from 0 to 1; the object is left out. Divide pixels by the sides of the image.</source>
        <translation>这些数字不是图像的比例（0 到 1）；该目标已排除。请将像素除以图像的边长。</translation>
    </message>
    <message>
        <source>reading the labels</source>
        <translation>读取标签</translation>
    </message>
    <message>
        <source>reading the class names</source>
        <translation>读取类别名称</translation>
    </message>
    <message>
        <source>reading the dataset&apos;s description</source>
        <translation>读取数据集的说明</translation>
    </message>
    <message>
        <source>The file has no list of &quot;images&quot;; it is left out.</source>
        <translation>该文件没有 &quot;images&quot; 列表；已排除。</translation>
    </message>
    <message>
        <source>NaN and Infinity are not JSON and count as missing numbers: %1.</source>
        <translation>NaN 和 Infinity 不是 JSON，视为缺少的数字：%1 处。</translation>
    </message>
    <message>
        <source>The file has no list of &quot;categories&quot;.</source>
        <translation>该文件没有 &quot;categories&quot; 列表。</translation>
    </message>
    <message>
        <source>The category has no id or no name; it is left out.</source>
        <translation>该类别没有 id 或名称；已排除。</translation>
    </message>
    <message>
        <source>The id of the category is that of another; it is left out.</source>
        <translation>该类别的 id 与另一类别相同；已排除。</translation>
    </message>
    <message>
        <source>The entry has no id or no file_name; it is left out.</source>
        <translation>该条目没有 id 或 file_name；已排除。</translation>
    </message>
    <message>
        <source>The id %1 is that of another image; the entry is left out.</source>
        <translation>id %1 与另一张图像相同；该条目已排除。</translation>
    </message>
    <message>
        <source>The file has no list of &quot;annotations&quot;: its images have no objects.</source>
        <translation>该文件没有 &quot;annotations&quot; 列表：其图像没有目标。</translation>
    </message>
    <message>
        <source>%1 more annotations are of images that the file does not list.</source>
        <translation>另有 %1 个标注所属的图像未列在该文件中。</translation>
    </message>
    <message>
        <source>Objects without bbox: %1. The boxes around their polygons are taken.</source>
        <translation>没有 bbox 的目标：%1 个。采用其多边形的外接框。</translation>
    </message>
    <message>
        <source>The annotation is of image %1, which the file does not list; it is left out.</source>
        <translation>该标注属于图像 %1，而文件没有列出它；已排除。</translation>
    </message>
    <message>
        <source>The category %1 of the annotation is not listed; the object is left out.</source>
        <translation>该标注的类别 %1 未列出；该目标已排除。</translation>
    </message>
    <message>
        <source>The box %1 has no area; the object is left out.</source>
        <translation>框 %1 没有面积；该目标已排除。</translation>
    </message>
    <message>
        <source>bbox is not a list of four numbers; the object is left out.</source>
        <translation>bbox 不是四个数字的列表；该目标已排除。</translation>
    </message>
    <message>
        <source>it holds no COCO file of instances</source>
        <translation>其中没有 COCO 的实例文件</translation>
    </message>
    <message>
        <source>the entry in &quot;images&quot;</source>
        <translation>&quot;images&quot; 中的条目</translation>
    </message>
    <message>
        <source>The file is cut off or malformed here (%1): the images before are read.</source>
        <translation>该文件在此处被截断或格式有误（%1）：读取此前的图像。</translation>
    </message>
    <message>
        <source>The image has no name; it is left out.</source>
        <translation>该图像没有名称；已排除。</translation>
    </message>
    <message>
        <source>Polygons, masks, ellipses and turned boxes: %1. The boxes around them are taken.</source>
        <translation>多边形、掩膜、椭圆和旋转框：%1 个。采用它们的外接框。</translation>
    </message>
    <message>
        <source>Elements &lt;%1&gt;: %2. They have no box and are not read.</source>
        <translation>&lt;%1&gt; 元素：%2 个。它们没有框，不予读取。</translation>
    </message>
    <message>
        <source>Tracks of a video: %1. They are not read; export the task as &quot;CVAT for images&quot;.</source>
        <translation>视频轨迹：%1 条。不予读取；请将任务导出为“CVAT for images”。</translation>
    </message>
    <message>
        <source>it holds no XML file of CVAT</source>
        <translation>其中没有 CVAT 的 XML 文件</translation>
    </message>
    <message>
        <source>&lt;image&gt;</source>
        <translation>&lt;image&gt;</translation>
    </message>
    <message>
        <source>The row has no name for the class; it is left out.</source>
        <translation>该行没有类别名称；已排除。</translation>
    </message>
    <message>
        <source>Groups of objects (IsGroupOf): %1. They are never trained on, and in evaluation detections of them count neither as right nor as wrong.</source>
        <translation>目标群组（IsGroupOf）：%1 个。它们从不用于训练；评估时，对它们的检测既不算对也不算错。</translation>
    </message>
    <message>
        <source>Boxes whose LabelName no file of class descriptions names: %1. Their LabelName is taken as it is.</source>
        <translation>没有类别说明文件给出其 LabelName 名称的框：%1 个。直接采用 LabelName。</translation>
    </message>
    <message>
        <source>The row has %1 cells instead of %2, or no ImageID; it is left out.</source>
        <translation>该行有 %1 个单元格而不是 %2 个，或没有 ImageID；已排除。</translation>
    </message>
    <message>
        <source>%1 is not a number; the object is left out.</source>
        <translation>%1 不是数字；该目标已排除。</translation>
    </message>
    <message>
        <source>The row has no LabelName; the object is left out.</source>
        <translation>该行没有 LabelName；该目标已排除。</translation>
    </message>
    <message>
        <source>its CSV files of Open Images have no rows with boxes</source>
        <translation>其中 Open Images 的 CSV 文件没有含框的行</translation>
    </message>
    <message>
        <source>it is there already, and nothing is overwritten</source>
        <translation>它已经存在，且不会覆盖任何内容</translation>
    </message>
    <message>
        <source>Name a new or an empty folder</source>
        <translation>请指定一个新的或空的文件夹</translation>
    </message>
    <message>
        <source>Images whose size is not known: %1. They are left out of %2.</source>
        <translation>尺寸未知的图像：%1 张。它们不写入 %2。</translation>
    </message>
    <message>
        <source>Images that are not there: %1. Only their annotations are written as %2.</source>
        <translation>不存在的图像：%1 张。只将其标注写为 %2。</translation>
    </message>
    <message>
        <source>Difficult objects: %1. %2 has no place for the mark: they become ordinary objects.</source>
        <translation>困难目标：%1 个。%2 无法保存该标记：它们成为普通目标。</translation>
    </message>
    <message>
        <source>Truncated objects: %1. %2 has no place for the mark.</source>
        <translation>截断目标：%1 个。%2 无法保存该标记。</translation>
    </message>
    <message>
        <source>Occluded objects: %1. %2 has no place for the mark.</source>
        <translation>遮挡目标：%1 个。%2 无法保存该标记。</translation>
    </message>
    <message>
        <source>Objects with a pose: %1. %2 has no place for it.</source>
        <translation>带姿态的目标：%1 个。%2 无法保存姿态。</translation>
    </message>
    <message>
        <source>Crowd regions: %1. %2 has no place for the mark: they become difficult objects.</source>
        <translation>群体区域：%1 个。%2 无法保存该标记：它们成为困难目标。</translation>
    </message>
    <message>
        <source>Crowd regions: %1. %2 has no place for the mark: they are left out.</source>
        <translation>群体区域：%1 个。%2 无法保存该标记：已排除。</translation>
    </message>
    <message>
        <source>Boxes that do not end at whole pixels: %1. %2 has whole pixels: they are rounded.</source>
        <translation>边界不在整像素上的框：%1 个。%2 使用整像素：已取整。</translation>
    </message>
    <message>
        <source>%1 has one split for each image. Splits that lose images to others: %2.</source>
        <translation>%1 中每张图像只属于一个划分。因此失去图像的划分：%2。</translation>
    </message>
    <message>
        <source>%1 more images are not there.</source>
        <translation>另有 %1 张图像不存在。</translation>
    </message>
    <message>
        <source>No annotation names the image; it is left out.</source>
        <translation>没有标注指向该图像；已排除。</translation>
    </message>
    <message>
        <source>The images %1 and %2 both fit the name %3; %1 is taken. Name it with its folder.</source>
        <translation>图像 %1 和 %2 都与名称 %3 相符；采用 %1。请连同文件夹写明名称。</translation>
    </message>
    <message>
        <source>The image %1 is listed more than once: it is one image with the objects of all entries.</source>
        <translation>图像 %1 被多次列出：视为一张图像，包含所有条目的目标。</translation>
    </message>
    <message>
        <source>The image %1 has other objects here than in %2, which is read first: those of %2 are taken.</source>
        <translation>图像 %1 在此处的目标与先读取的 %2 中不同：采用 %2 中的目标。</translation>
    </message>
    <message>
        <source>Boxes in fractions need the image, which is not there; it is not used for training.</source>
        <translation>以比例表示的框需要图像，而图像不存在；不用于训练。</translation>
    </message>
    <message>
        <source>EXIF rotates the image (orientation %1), and boxes in fractions do not say whether they refer to it as stored or as shown. They are taken as shown. Check the boxes on the image, or save the pixels rotated and without EXIF.</source>
        <translation>EXIF 旋转了图像（方向 %1），而以比例表示的框无法说明它们是按存储还是按显示的图像。现按显示的图像处理。请在图像上核对各框，或保存旋转后的像素并去掉 EXIF。</translation>
    </message>
    <message>
        <source>EXIF rotates the image (orientation %1), and boxes in fractions do not say whether they refer to it as stored or as shown. They are taken as stored. Check the boxes on the image, or save the pixels rotated and without EXIF.</source>
        <translation>EXIF 旋转了图像（方向 %1），而以比例表示的框无法说明它们是按存储还是按显示的图像。现按存储的图像处理。请在图像上核对各框，或保存旋转后的像素并去掉 EXIF。</translation>
    </message>
    <message>
        <source>The file is read as %1. Save it as UTF-8.</source>
        <translation>该文件按 %1 读取。请将其保存为 UTF-8。</translation>
    </message>
    <message>
        <source>crops of false positives pasted: %1</source>
        <translation>粘贴的假正例裁片：%1</translation>
    </message>
    <message>
        <source>reading the brightness of images</source>
        <translation>读取图像亮度</translation>
    </message>
    <message>
        <source>keeping the brightness of images</source>
        <translation>保存图像亮度</translation>
    </message>
    <message>
        <source>The file is equal to %1: one is in %2, the other in %3. %4</source>
        <translation>该文件与 %1 相同：一个在 %2 中，另一个在 %3 中。%4</translation>
    </message>
    <message>
        <source>The picture is nearly that of %1: one is in %2, the other in %3. %4</source>
        <translation>该图像与 %1 几乎相同：一个在 %2 中，另一个在 %3 中。%4</translation>
    </message>
    <message>
        <source>The picture is nearly a part of %1, or shows more of it: one is in %2, the other in %3. %4</source>
        <translation>该图像几乎是 %1 的一部分，或比它显示得更多：一个在 %2 中，另一个在 %3 中。%4</translation>
    </message>
    <message>
        <source>The picture is nearly that of %1, mirrored: one is in %2, the other in %3. %4</source>
        <translation>该图像几乎是 %1 的镜像：一个在 %2 中，另一个在 %3 中。%4</translation>
    </message>
    <message>
        <source>Figures on one will flatter a detector that was trained on the other (likeness %1).</source>
        <translation>用其中一个训练的检测器在另一个上的数据会偏高（相似度 %1）。</translation>
    </message>
    <message>
        <source>dividing the images</source>
        <translation>划分图像</translation>
    </message>
    <message>
        <source>Give parts as train=0.8,val=0.1,test=0.1</source>
        <translation>请按 train=0.8,val=0.1,test=0.1 的形式给出各部分</translation>
    </message>
    <message>
        <source>there are no parts</source>
        <translation>没有给出任何部分</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be the name of a split</source>
        <translation>&quot;%1&quot; 不能作为划分的名称</translation>
    </message>
    <message>
        <source>%1 is given twice</source>
        <translation>%1 给出了两次</translation>
    </message>
    <message>
        <source>the share of %1 must be above 0 and at most 1, got %2</source>
        <translation>%1 的份额必须大于 0 且不超过 1，得到 %2</translation>
    </message>
    <message>
        <source>the shares sum to %1, more than 1</source>
        <translation>各份额之和为 %1，超过 1</translation>
    </message>
    <message>
        <source>%1 would be empty: %2 images in %3 groups are too few</source>
        <translation>%1 将为空：%3 组共 %2 幅图像太少</translation>
    </message>
    <message>
        <source>Give it a larger share, or group less</source>
        <translation>请给它更大的份额，或减少分组</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no regular expression</source>
        <translation>&quot;%1&quot; 不是正则表达式</translation>
    </message>
    <message>
        <source>Put what images of one group share into brackets, as in (.*)_[0-9]+</source>
        <translation>请将同组图像共有的部分放入括号，如 (.*)_[0-9]+</translation>
    </message>
    <message>
        <source>%1: the detector never proposes this object, though it does %2 of those of its class and size</source>
        <translation>%1：检测器从未给出此目标的候选，而同类别同大小的目标有 %2 给出</translation>
    </message>
    <message>
        <source>%1: the detector sees %2 here, with score %3 (box %4)</source>
        <translation>%1：检测器在此看到 %2，得分 %3（框 %4）</translation>
    </message>
    <message>
        <source>%1: the detector sees %2 where nothing is annotated, with score %3 (box %4)</source>
        <translation>%1：检测器在没有标注处看到 %2，得分 %3（框 %4）</translation>
    </message>
    <message>
        <source>reading the crops of false positives</source>
        <translation>读取假正例裁片</translation>
    </message>
    <message>
        <source>Each line has an image&apos;s id or file, and the crop&apos;s left, top, right and bottom edge in pixels</source>
        <translation>每行为图像的编号或文件，以及裁片的左、上、右、下边缘（像素）</translation>
    </message>
    <message>
        <source>there are no four numbers after a name</source>
        <translation>名称后没有四个数字</translation>
    </message>
    <message>
        <source>the crop is empty, or outside of its image of %1 × %2 pixels</source>
        <translation>裁片为空，或在其 %1 × %2 像素的图像之外</translation>
    </message>
    <message>
        <source>Name crops of training images or negatives, away from objects</source>
        <translation>请给出训练图像或负样本图像中远离目标的裁片</translation>
    </message>
    <message>
        <source>Crops of images that are not trained on are left out: %1 of %2</source>
        <translation>不参与训练的图像的裁片被略去：%2 个中的 %1 个</translation>
    </message>
    <message>
        <source>Crops that show an object are left out: %1 of %2</source>
        <translation>含有目标的裁片被略去：%2 个中的 %1 个</translation>
    </message>
    <message>
        <source>must name a file if crops are pasted</source>
        <translation>粘贴裁片时必须指定文件</translation>
    </message>
    <message>
        <source>must be left out unless crops are pasted</source>
        <translation>不粘贴裁片时必须省略</translation>
    </message>
    <message>
        <source>the false positives in %1 have changed</source>
        <translation>%1 中的假正例已改变</translation>
    </message>
    <message>
        <source>it has a score of %1, and thresholds are from 0 to 1</source>
        <translation>其中有得分 %1，而阈值在 0 到 1 之间</translation>
    </message>
    <message>
        <source>Bring its scores into that range; their order is what counts</source>
        <translation>请将其得分换算到该范围；重要的是它们的顺序</translation>
    </message>
    <message>
        <source>object width, px</source>
        <translation>目标宽度，像素</translation>
    </message>
    <message>
        <source>object height, px</source>
        <translation>目标高度，像素</translation>
    </message>
    <message>
        <source>shorter side, px</source>
        <translation>短边，像素</translation>
    </message>
    <message>
        <source>object area, px²</source>
        <translation>目标面积，平方像素</translation>
    </message>
    <message>
        <source>share of the image, %%</source>
        <translation>占图像的比例，%%</translation>
    </message>
    <message>
        <source>width : height</source>
        <translation>宽 : 高</translation>
    </message>
    <message>
        <source>centre from the left, 0 to 1</source>
        <translation>中心距左边，0 到 1</translation>
    </message>
    <message>
        <source>centre from the top, 0 to 1</source>
        <translation>中心距上边，0 到 1</translation>
    </message>
    <message>
        <source>IoU with another object</source>
        <translation>与另一目标的 IoU</translation>
    </message>
    <message>
        <source>objects that it touches</source>
        <translation>接触的目标数</translation>
    </message>
    <message>
        <source>objects of an image</source>
        <translation>图像的目标数</translation>
    </message>
    <message>
        <source>classes of an image</source>
        <translation>图像的类别数</translation>
    </message>
    <message>
        <source>image width, px</source>
        <translation>图像宽度，像素</translation>
    </message>
    <message>
        <source>image height, px</source>
        <translation>图像高度，像素</translation>
    </message>
    <message>
        <source>reading the filter &quot;%1&quot;</source>
        <translation>读取筛选条件“%1”</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no number</source>
        <translation>“%1”不是数字</translation>
    </message>
    <message>
        <source>Write for example width&lt;32, objects&gt;=5 or aspect=0.5..2</source>
        <translation>例如写 width&lt;32、objects&gt;=5 或 aspect=0.5..2</translation>
    </message>
    <message>
        <source>it takes one number or range</source>
        <translation>需要一个数字或范围</translation>
    </message>
    <message>
        <source>Write a point in decimals, no comma</source>
        <translation>小数请用点，不用逗号</translation>
    </message>
    <message>
        <source>its range ends before it begins</source>
        <translation>范围的终点在起点之前</translation>
    </message>
    <message>
        <source>Swap both numbers</source>
        <translation>请交换两个数字</translation>
    </message>
    <message>
        <source>there is no comparison &quot;%1&quot;</source>
        <translation>没有比较符“%1”</translation>
    </message>
    <message>
        <source>There are =, &lt;, &lt;=, &gt; and &gt;=</source>
        <translation>可用 =、&lt;、&lt;=、&gt; 和 &gt;=</translation>
    </message>
    <message>
        <source>there is no class &quot;%1&quot;</source>
        <translation>没有类别“%1”</translation>
    </message>
    <message>
        <source>it is either shown or hidden</source>
        <translation>只能是 shown 或 hidden</translation>
    </message>
    <message>
        <source>Write %1=shown or %1=hidden</source>
        <translation>请写 %1=shown 或 %1=hidden</translation>
    </message>
    <message>
        <source>nothing is called &quot;%1&quot; here</source>
        <translation>这里没有叫“%1”的条件</translation>
    </message>
    <message>
        <source>There are: %1</source>
        <translation>可用：%1</translation>
    </message>
    <message>
        <source>The intervals rest on %1 images only: they are narrower than what is not known</source>
        <translation>区间仅基于 %1 幅图像：它比实际的不确定性更窄</translation>
    </message>
    <message>
        <source>The intervals rest on %1 draws only: with others their ends would be elsewhere</source>
        <translation>区间仅基于 %1 次抽样：换一批抽样，端点会不同</translation>
    </message>
    <message>
        <source>keeping the index of the dataset</source>
        <translation>保存数据集索引</translation>
    </message>
    <message>
        <source>none of its crops (%1) is of the background of an image that is trained on</source>
        <translation>其中的裁剪（%1）都不是训练图像的背景</translation>
    </message>
    <message>
        <source>%1: its thresholds were chosen on %2 of these %3 images</source>
        <translation>%1：其阈值是在这 %3 幅图像中的 %2 幅上选择的</translation>
    </message>
    <message>
        <source>%1: which images it was trained on is not known: %2</source>
        <translation>%1：不知道它用哪些图像训练：%2</translation>
    </message>
    <message>
        <source>Its box is that of %1, with an IoU of %2. If both are one object, a detector that finds it once misses the other.</source>
        <translation>其框与 %1 的框相同，IoU 为 %2。如果二者是同一目标，只找到一次的检测器会漏掉另一个。</translation>
    </message>
    <message>
        <source>Its box is that of %1, with an IoU of %2. The loss asks the same priors for both classes, and gets one.</source>
        <translation>其框与 %1 的框相同，IoU 为 %2。损失函数要求同样的先验框同时属于两个类别，只能得到一个。</translation>
    </message>
    <message>
        <source>%1 more of this kind</source>
        <translation>此类另有 %1 个</translation>
    </message>
    <message>
        <source>Only VOC datasets have their splits in lists of images</source>
        <translation>只有 VOC 数据集用图像列表表示划分</translation>
    </message>
    <message>
        <source>A list in ImageSets/Main would hide the splits that the dataset has</source>
        <translation>ImageSets/Main 中的列表会遮住数据集已有的划分</translation>
    </message>
    <message>
        <source>writing the list of a split</source>
        <translation>写入划分列表</translation>
    </message>
    <message>
        <source>the file exists, and is not replaced</source>
        <translation>文件已存在，不会被替换</translation>
    </message>
    <message>
        <source>Choose another name, or remove it</source>
        <translation>请选择另一个名称，或将其删除</translation>
    </message>
    <message>
        <source>%1 × %2 px, a ratio of %3 : 1: priors of the usual ratios, up to 3 : 1, hardly overlap it.</source>
        <translation>%1 × %2 像素，比例为 %3 : 1。先验框的比例最大为 3 : 1：没有一个能很好地与其重叠。</translation>
    </message>
    <message>
        <source>mapping the classes</source>
        <translation>映射类别</translation>
    </message>
    <message>
        <source>The classes are %1</source>
        <translation>类别有：%1</translation>
    </message>
    <message>
        <source>the class %1 is both renamed and dropped</source>
        <translation>类别 %1 既被重命名又被去掉</translation>
    </message>
    <message>
        <source>Leave one of them out</source>
        <translation>请去掉其中之一</translation>
    </message>
    <message>
        <source>%1 × %2 px, %3 × %4 at the input of %5: a side is under %6 px, the step of SSD300&apos;s first feature map.</source>
        <translation>%1 × %2 像素，在 %5 的输入中为 %3 × %4：有一边小于 %6 像素，即 SSD300 第一个特征图的步长。</translation>
    </message>
    <message>
        <source>The split %1 has no object of %2, or only difficult ones: nothing is learnt of them there, and nothing judged.</source>
        <translation>划分 %1 中没有 %2 的目标，或只有困难目标：在那里既学不到它们，也无法评估它们。</translation>
    </message>
    <message>
        <source>the new name of %1 is empty</source>
        <translation>%1 的新名称为空</translation>
    </message>
    <message>
        <source>the class %1 is renamed twice</source>
        <translation>类别 %1 被重命名两次</translation>
    </message>
    <message>
        <source>Give it one new name</source>
        <translation>请给出一个新名称</translation>
    </message>
    <message>
        <source>Repeated entries of splits: %1. Each image is listed once.</source>
        <translation>划分中的重复条目：%1。每幅图像只列出一次。</translation>
    </message>
    <message>
        <source>%1 has no order of classes: they are read in alphabetical order.</source>
        <translation>%1 没有类别顺序：读取时按字母顺序。</translation>
    </message>
    <message>
        <source>Boxes that reach out of their image: %1. In %2 they end at its edges, and those wholly outside are left out.</source>
        <translation>超出图像的框：%1。在 %2 中它们止于图像边缘，完全在外的被略去。</translation>
    </message>
    <message>
        <source>shorter side at the network&apos;s input, px</source>
        <translation>网络输入处的短边，像素</translation>
    </message>
    <message>
        <source>it needs a name</source>
        <translation>需要一个名称</translation>
    </message>
    <message>
        <source>Write for example %1=NAME</source>
        <translation>例如写 %1=名称</translation>
    </message>
    <message>
        <source>The class %1 is not in the given list (%2): its objects are left out.</source>
        <translation>类别 %1 不在给定列表（%2）中：其目标被略去。</translation>
    </message>
    <message>
        <source>it is of version %1, this program knows %2</source>
        <translation>它是版本 %1，本程序支持版本 %2</translation>
    </message>
    <message>
        <source>Update Priorscope</source>
        <translation>请更新 Priorscope</translation>
    </message>
    <message>
        <source>the new name of %1 is no text</source>
        <translation>%1 的新名称不是文本</translation>
    </message>
    <message>
        <source>it names no folder</source>
        <translation>它没有列出文件夹</translation>
    </message>
    <message>
        <source>writing the dataset file</source>
        <translation>写入数据集文件</translation>
    </message>
    <message>
        <source>its part %1 is a file of this kind itself</source>
        <translation>其组成部分 %1 本身就是这类文件</translation>
    </message>
    <message>
        <source>Name the folders of that one</source>
        <translation>请列出那个文件中的文件夹</translation>
    </message>
    <message>
        <source>%1 image files belong to several of its folders: each is there for each.</source>
        <translation>%1 个图像文件属于其中多个文件夹：每个文件夹各算一次。</translation>
    </message>
    <message>
        <source>the object has &lt;%1&gt; several times</source>
        <translation>该目标有多个 &lt;%1&gt;</translation>
    </message>
    <message>
        <source>Restore the annotation, or remove the change</source>
        <translation>请恢复标注，或移除该更改</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no flag of an object</source>
        <translation>“%1”不是目标的标记</translation>
    </message>
    <message>
        <source>something else has changed it since it was edited here</source>
        <translation>在此处编辑之后，它被其他程序更改了</translation>
    </message>
    <message>
        <source>Discard the edits of this image, or write them to another folder</source>
        <translation>请放弃此图像的编辑，或将其写入其他文件夹</translation>
    </message>
    <message>
        <source>Save again</source>
        <translation>请再次保存</translation>
    </message>
    <message>
        <source>writing edited annotations</source>
        <translation>写入编辑过的标注</translation>
    </message>
    <message>
        <source>the file exists, and these edits did not make it</source>
        <translation>文件已存在，且不是由这些编辑产生的</translation>
    </message>
    <message>
        <source>Choose an empty folder</source>
        <translation>请选择一个空文件夹</translation>
    </message>
    <message>
        <source>the original of the annotation %1 is not in it</source>
        <translation>其中没有标注 %1 的原件</translation>
    </message>
    <message>
        <source>it combines folders itself</source>
        <translation>它本身就是多个文件夹的组合</translation>
    </message>
    <message>
        <source>Add its folders</source>
        <translation>请添加其中的文件夹</translation>
    </message>
    <message>
        <source>editing the labels</source>
        <translation>编辑标签</translation>
    </message>
    <message>
        <source>it was changed after the dataset was read</source>
        <translation>读取数据集之后它被更改了</translation>
    </message>
    <message>
        <source>Read the dataset again</source>
        <translation>重新读取数据集</translation>
    </message>
    <message>
        <source>filtering the images</source>
        <translation>筛选图像</translation>
    </message>
    <message>
        <source>Filter by them there, and save what is shown as a split</source>
        <translation>请在窗口中筛选，并将显示的图像保存为划分</translation>
    </message>
    <message>
        <source>the size of the network&apos;s input is not known</source>
        <translation>不知道网络输入的大小</translation>
    </message>
    <message>
        <source>Give it with --input</source>
        <translation>请用 --input 给出</translation>
    </message>
    <message>
        <source>what images are marked with (%1) is known to the window alone</source>
        <translation>图像的标记（%1）只有窗口知道</translation>
    </message>
    <message>
        <source>It takes %1 %% of the image; half of the objects of the class %2 take %3 to %4 %%. Is its class right, and its box?</source>
        <translation>它占图像的 %1 %%；类别 %2 的目标有一半占 %3 至 %4 %%。它的类别和框对吗？</translation>
    </message>
    <message>
        <source>a corner of its box is no number</source>
        <translation>其框的一个角不是数字</translation>
    </message>
    <message>
        <source>&lt;size&gt; is not written as &lt;width&gt; and &lt;height&gt;</source>
        <translation>&lt;size&gt; 不是以 &lt;width&gt; 和 &lt;height&gt; 书写的</translation>
    </message>
    <message>
        <source>No prior overlaps it by %1 or more; the best one by %2. Only that one learns to find it. Priors shows which would.</source>
        <translation>没有先验框与它的重叠达到 %1；最好的为 %2。只有那一个会学习找到它。“先验框”中可看到哪些能覆盖它。</translation>
    </message>
    <message>
        <source>It speaks of the class %1, which none of its folders has.</source>
        <translation>其中提到类别 %1，但它的文件夹都没有该类别。</translation>
    </message>
    <message>
        <source>another file is there</source>
        <translation>那里已有另一个文件</translation>
    </message>
    <message>
        <source>Choose another name</source>
        <translation>请另选名称</translation>
    </message>
    <message>
        <source>the folder lies in the dataset itself</source>
        <translation>该文件夹位于数据集之内</translation>
    </message>
    <message>
        <source>Save there, which keeps a backup, or choose a folder elsewhere</source>
        <translation>请在原处保存（会保留备份），或选择别处的文件夹</translation>
    </message>
    <message>
        <source>image brightness, 0 to 1</source>
        <translation>图像亮度，0 到 1</translation>
    </message>
    <message>
        <source>the size of image %1 is not known</source>
        <translation>图像 %1 的尺寸未知</translation>
    </message>
    <message>
        <source>Add its width and height, or filter by something else</source>
        <translation>请补上它的宽和高，或改用其他筛选条件</translation>
    </message>
    <message>
        <source>Choose another filter or split: dataset filter counts what passes</source>
        <translation>请换一个筛选条件或划分：dataset filter 会统计通过的图像</translation>
    </message>
    <message>
        <source>moving images between splits</source>
        <translation>在划分之间移动图像</translation>
    </message>
    <message>
        <source>the list was changed after the dataset was read</source>
        <translation>列表在读取数据集之后被更改</translation>
    </message>
    <message>
        <source>there is no split &quot;%1&quot; with a list of its own</source>
        <translation>没有自带列表的划分“%1”</translation>
    </message>
    <message>
        <source>The dataset has no lists of splits yet: save the images shown as one</source>
        <translation>数据集还没有划分列表：请先将显示的图像保存为一个划分</translation>
    </message>
    <message>
        <source>the line &quot;%1&quot; names several images</source>
        <translation>“%1”这一行写有多张图像</translation>
    </message>
    <message>
        <source>Write each image on a line of its own</source>
        <translation>请将每张图像单独写一行</translation>
    </message>
    <message>
        <source>&quot;%1&quot; may not be written in its encoding</source>
        <translation>“%1”可能无法用其编码写出</translation>
    </message>
    <message>
        <source>%1 has exactly the images of %2, and follows them</source>
        <translation>%1 恰好包含 %2 的图像，并随之变化</translation>
    </message>
    <message>
        <source>Choose one of these</source>
        <translation>请从中选择一个</translation>
    </message>
    <message>
        <source>Images that are in %1 already: %2.</source>
        <translation>已在 %1 中的图像：%2。</translation>
    </message>
    <message>
        <source>Images that are in no split so far, and are added: %1.</source>
        <translation>目前不在任何划分中、将被加入的图像：%1。</translation>
    </message>
    <message>
        <source>Images that %1 lists more than once: %2. All their lines go, and one is written.</source>
        <translation>%1 中重复列出的图像：%2。它们的所有行都会移除，只写入一行。</translation>
    </message>
    <message>
        <source>%1 has exactly the images of %2, and changes with them.</source>
        <translation>%1 恰好包含 %2 的图像，并随之更改。</translation>
    </message>
    <message>
        <source>%1 has exactly the images of %2, and stays as it is.</source>
        <translation>%1 恰好包含 %2 的图像，保持不变。</translation>
    </message>
    <message>
        <source>Images that stay in %1, too: %2.</source>
        <translation>同时仍留在 %1 中的图像：%2。</translation>
    </message>
    <message>
        <source>Lists that say of each image whether a class occurs do not change, and are no longer right: %1 (%2 in all). Write them anew.</source>
        <translation>说明每张图像是否含某类别的列表不会更改，因而不再正确：%1（共 %2 个）。请重新生成它们。</translation>
    </message>
    <message>
        <source>Verified images: %1. %2 has no place for the mark.</source>
        <translation>已核验的图像：%1。%2 无处存放此标记。</translation>
    </message>
    <message>
        <source>the list was changed meanwhile</source>
        <translation>列表在此期间被更改</translation>
    </message>
    <message>
        <source>Read the dataset again; no list was changed</source>
        <translation>请重新读取数据集；没有列表被更改</translation>
    </message>
    <message>
        <source>it is read-only</source>
        <translation>它是只读的</translation>
    </message>
    <message>
        <source>Change its permissions; no list was changed</source>
        <translation>请更改其权限；没有列表被更改</translation>
    </message>
    <message>
        <source>no list would change</source>
        <translation>没有列表会更改</translation>
    </message>
    <message>
        <source>taking a move between splits back</source>
        <translation>撤销在划分之间的移动</translation>
    </message>
    <message>
        <source>the list or its backup was changed after the move</source>
        <translation>列表或其备份在移动之后被更改</translation>
    </message>
    <message>
        <source>No list was changed; the originals are in %1</source>
        <translation>没有列表被更改；原文件在 %1</translation>
    </message>
    <message>
        <source>The lists %1 and %2 are one file: give each a file of its own</source>
        <translation>列表 %1 和 %2 是同一个文件：请让它们各有自己的文件</translation>
    </message>
    <message>
        <source>Put these back by hand: %1; the originals are in %2</source>
        <translation>请手动还原这些文件：%1；原件位于 %2</translation>
    </message>
    <message>
        <source>it takes no value</source>
        <translation>它不带值</translation>
    </message>
    <message>
        <source>Write verified or -verified</source>
        <translation>请写 verified 或 -verified</translation>
    </message>
    <message>
        <source>only tags, findings and verdicts take a &quot;-&quot; and a value</source>
        <translation>只有标签、问题和判定可以带“-”和值</translation>
    </message>
    <message>
        <source>Turn the condition round, for example width&gt;=32 in place of -width&lt;32</source>
        <translation>请把条件反过来写，例如用 width&gt;=32 代替 -width&lt;32</translation>
    </message>
    <message>
        <source>it holds no detector spec, so Priorscope neither saved nor exported it</source>
        <translation>它不含检测器规格，因此不是 Priorscope 保存或导出的文件</translation>
    </message>
    <message>
        <source>Make a checkpoint of bare weights with `priorscope-cli model create PRESET --weights FILE --out NEW.pt`, and use that</source>
        <translation>请用 `priorscope-cli model create PRESET --weights FILE --out NEW.pt` 由单独的权重生成检查点，再使用它</translation>
    </message>
    <message>
        <source>There are: %1. A word that has the letter = stands in quotes</source>
        <translation>可用：%1。含有 = 的词请放在引号中</translation>
    </message>
    <message>
        <source>The split %1 has a single object of %2: one is too few to learn from, and to judge by.</source>
        <translation>子集 %1 中 %2 只有一个目标：不足以学习，也不足以评估。</translation>
    </message>
    <message>
        <source>Images that are in no split, so that none of them is trained on or judged by: %1.</source>
        <translation>不属于任何子集、因而既不参与训练也不参与评估的图像：%1。</translation>
    </message>
    <message>
        <source>Objects with masks or polygons: %1. Only their boxes are read.</source>
        <translation>带掩码或多边形的目标：%1。只读取它们的边界框。</translation>
    </message>
    <message>
        <source>Objects with keypoints: %1. They are not read.</source>
        <translation>带关键点的目标：%1。不读取关键点。</translation>
    </message>
    <message>
        <source>Objects whose area is not that of their box: %1. What is written has the box&apos;s, so that COCO&apos;s figures for small, medium and large objects change.</source>
        <translation>面积与边界框不同的目标：%1。写出的是边界框的面积，因此 COCO 的小、中、大目标指标会改变。</translation>
    </message>
    <message>
        <source>Images and categories whose ids are not the numbers from 1: %1. They get such ids: results made for the source do not fit what is written.</source>
        <translation>id 不是从 1 开始编号的图像和类别：%1。它们会得到这样的 id：为源文件生成的结果与写出的文件不相符。</translation>
    </message>
    <message>
        <source>Annotations with elements that are not read: %1. Among these are %2.</source>
        <translation>含有未读取元素的标注：%1。其中有 %2。</translation>
    </message>
    <message>
        <source>loading exported weights</source>
        <translation>加载导出的权重</translation>
    </message>
    <message>
        <source>Export the detector again</source>
        <translation>请重新导出检测器</translation>
    </message>
    <message>
        <source>renaming the class &quot;%1&quot;</source>
        <translation>重命名类别“%1”</translation>
    </message>
    <message>
        <source>there is no such class</source>
        <translation>没有这个类别</translation>
    </message>
    <message>
        <source>it needs another name</source>
        <translation>需要另一个名称</translation>
    </message>
    <message>
        <source>must be larger or 0: %1 at %2 px has no other input size within %3 %%</source>
        <translation>必须更大或为 0：%1（%2 px）在 %3 %% 范围内没有其他输入尺寸</translation>
    </message>
    <message>
        <source>Validation images that are trained on, too: %1 of %2. The run&apos;s figures say little about other images; choose a validation split of its own</source>
        <translation>%2 张验证图像中有 %1 张也参与训练。这次运行的指标对其他图像几乎没有说明力；请选择单独的验证子集</translation>
    </message>
    <message>
        <source>No object of these classes is trained on, so that the detector cannot learn them: %1. Choose other images, or leave the classes out</source>
        <translation>以下类别没有任何目标参与训练，检测器无法学会它们：%1。请选择其他图像，或去掉这些类别</translation>
    </message>
    <message>
        <source>none of its lines (%1) names an image that is trained on</source>
        <translation>它的 %1 行中没有一行对应参与训练的图像</translation>
    </message>
    <message>
        <source>Each line has an image&apos;s id as the program shows it, a blank and a number; name images of the split that is trained on</source>
        <translation>每行是程序所显示的图像 id、一个空格和一个数字；请写用于训练的划分中的图像</translation>
    </message>
    <message>
        <source>Weights of images that are not trained on are left out: %1 of %2</source>
        <translation>不参与训练的图像的权重已略去：%2 个中有 %1 个</translation>
    </message>
    <message>
        <source>there is no such folder or file</source>
        <translation>没有这样的文件夹或文件</translation>
    </message>
    <message>
        <source>Compared over the images that neither was trained on: %1 of %2</source>
        <translation>只在两者都未用于训练的图像上比较：%2 张中的 %1 张</translation>
    </message>
    <message>
        <source>comparing</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>at least one of both was trained on each of these %1 images, so that none is left to compare them on</source>
        <translation>这 %1 张图像中的每一张都曾用于训练两者中的至少一个，因此没有可供比较的图像</translation>
    </message>
    <message>
        <source>Choose a split that neither was trained on</source>
        <translation>请选择两者都未用于训练的划分</translation>
    </message>
    <message>
        <source>input of %1 px</source>
        <translation>输入 %1 px</translation>
    </message>
    <message>
        <source>keeping a thumbnail</source>
        <translation>保存缩略图</translation>
    </message>
    <message>
        <source>Only what the conditions leave counts (%1): %2 images, %3 objects; %4 objects that they hide in these images are ignored</source>
        <translation>只计条件所留下的部分（%1）：%2 张图像、%3 个目标；这些图像中被条件隐藏的 %4 个目标忽略不计</translation>
    </message>
    <message>
        <source>&lt;depth&gt; says %1; channels of the image: %2. The network gets three colours of any image: grey is repeated, transparency left out.</source>
        <translation>&lt;depth&gt; 写的是 %1；图像的通道数：%2。网络总是得到三种颜色：灰度会重复，透明度会去掉。</translation>
    </message>
    <message>
        <source>no prior of these shapes was matched to an object in a whole epoch: %1. They cost time and learn nothing: look at the coverage of your objects in Priors</source>
        <translation>整整一轮中没有目标与以下形状的先验框匹配：%1。它们耗费时间却什么也学不到：请在“先验框”中查看对目标的覆盖</translation>
    </message>
    <message>
        <source>reading what an evaluation found</source>
        <translation>读取一次评估的检测结果</translation>
    </message>
    <message>
        <source>a detection is not a label, a score and four numbers</source>
        <translation>某个检测不是一个标签、一个分数和四个数</translation>
    </message>
    <message>
        <source>a detection is out of range</source>
        <translation>某个检测超出范围</translation>
    </message>
    <message>
        <source>keeping what an evaluation found</source>
        <translation>保留一次评估的检测结果</translation>
    </message>
    <message>
        <source>it is not what an evaluation at step %1 has kept</source>
        <translation>它不是第 %1 步的评估所保留的内容</translation>
    </message>
    <message>
        <source>reading the description of exported weights</source>
        <translation>读取导出权重的说明</translation>
    </message>
    <message>
        <source>The export does not say which images it was trained on: %1</source>
        <translation>导出的文件没有说明它是用哪些图像训练的：%1</translation>
    </message>
    <message>
        <source>two changes of the %1 contradict each other</source>
        <translation>对 %1 的两项更改相互矛盾</translation>
    </message>
    <message>
        <source>There is nothing to evaluate before the first step</source>
        <translation>第一步之前没有可评估的内容</translation>
    </message>
    <message>
        <source>There is nothing to evaluate on: the run has no validation images</source>
        <translation>没有可用于评估的图像：该运行没有验证图像</translation>
    </message>
    <message>
        <source>reading a request</source>
        <translation>读取请求</translation>
    </message>
    <message>
        <source>it asks for nothing</source>
        <translation>其中没有请求</translation>
    </message>
    <message>
        <source>there is no request &quot;%1&quot;</source>
        <translation>没有名为“%1”的请求</translation>
    </message>
    <message>
        <source>its value is no number</source>
        <translation>其值不是数字</translation>
    </message>
    <message>
        <source>steering the run</source>
        <translation>控制该运行</translation>
    </message>
    <message>
        <source>no process is training it</source>
        <translation>没有进程在训练它</translation>
    </message>
    <message>
        <source>Resume it first</source>
        <translation>请先恢复该运行</translation>
    </message>
    <message>
        <source>the run is another user&apos;s</source>
        <translation>该运行属于其他用户</translation>
    </message>
    <message>
        <source>Only the user who started it can steer it</source>
        <translation>只有启动它的用户才能控制它</translation>
    </message>
    <message>
        <source>Nobody can steer this run from elsewhere: %1: %2</source>
        <translation>无法从其他地方控制该运行：%1：%2</translation>
    </message>
    <message>
        <source>Nobody can steer this run from elsewhere: %1 is not a folder of this user</source>
        <translation>无法从其他地方控制该运行：%1 不是该用户的文件夹</translation>
    </message>
    <message>
        <source>%1 is left aside: it is no request of this user</source>
        <translation>已忽略 %1：它不是该用户的请求</translation>
    </message>
    <message>
        <source>telling the state of the run</source>
        <translation>记录运行状态</translation>
    </message>
    <message>
        <source>reading the state of the run</source>
        <translation>读取运行状态</translation>
    </message>
    <message>
        <source>watching the run</source>
        <translation>观察该运行</translation>
    </message>
    <message>
        <source>its folder is no longer there, or out of reach</source>
        <translation>其文件夹已不存在或无法访问</translation>
    </message>
    <message>
        <source>Look for it, and open the folder that it is in</source>
        <translation>请找到它，并打开其所在的文件夹</translation>
    </message>
    <message>
        <source>Nothing has come from the process that trains %1 for %2 s: it is stopped, or its machine is out of reach</source>
        <translation>训练 %1 的进程已有 %2 秒没有消息：它已被挂起，或其所在机器无法访问</translation>
    </message>
    <message>
        <source>training in another process</source>
        <translation>在另一进程中训练</translation>
    </message>
    <message>
        <source>process %1 on %2 has ended without saving</source>
        <translation>%2 上的进程 %1 未保存就已结束</translation>
    </message>
    <message>
        <source>Resume it: it goes on from its last checkpoint</source>
        <translation>请恢复该运行：它将从最后一个检查点继续</translation>
    </message>
    <message>
        <source>The process that trains it takes no requests yet, or cannot be steered: try again in a moment</source>
        <translation>正在训练它的进程尚不接受请求，或无法被控制：请稍后再试</translation>
    </message>
    <message>
        <source>%1 is left aside: it cannot be removed: %2</source>
        <translation>已忽略 %1：无法将其删除：%2</translation>
    </message>
    <message>
        <source>A request came too late, the run has ended: %1</source>
        <translation>请求来得太晚，运行已经结束：%1</translation>
    </message>
    <message>
        <source>What the machine does is not kept for now: %1</source>
        <translation>暂时无法保存机器占用情况：%1</translation>
    </message>
    <message>
        <source>failed at step %1: %2</source>
        <translation>在第 %1 步失败：%2</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>in progress, at step %1 of %2</source>
        <translation>进行中，第 %1 步，共 %2 步</translation>
    </message>
    <message>
        <source>stopped at step %1 of %2</source>
        <translation>停在第 %1 步，共 %2 步</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Trained on</source>
        <translation>训练图像</translation>
    </message>
    <message>
        <source>%1, %2 images</source>
        <translation>%1，%2 张图像</translation>
    </message>
    <message>
        <source>Evaluated on</source>
        <translation>评估图像</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Training time</source>
        <translation>训练时间</translation>
    </message>
    <message>
        <source>and %1 of pauses</source>
        <translation>另有暂停 %1</translation>
    </message>
    <message>
        <source>Run %1</source>
        <translation>训练 %1</translation>
    </message>
    <message>
        <source>At step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>mAP@0.5 (VOC07), best</source>
        <translation>mAP@0.5 (VOC07)，最佳</translation>
    </message>
    <message>
        <source>mAP@0.5 (VOC10)</source>
        <translation>mAP@0.5 (VOC10)</translation>
    </message>
    <message>
        <source>mAP@0.5 (VOC07), last</source>
        <translation>mAP@0.5 (VOC07)，最后</translation>
    </message>
    <message>
        <source>Mean loss</source>
        <translation>平均损失</translation>
    </message>
    <message>
        <source>Of the last %1 steps</source>
        <translation>最后 %1 步</translation>
    </message>
    <message>
        <source>Images per second</source>
        <translation>每秒图像数</translation>
    </message>
    <message>
        <source>Over the whole run, evaluations not counted as steps</source>
        <translation>整个训练期间，评估不计为步</translation>
    </message>
    <message>
        <source>Waiting for data</source>
        <translation>等待数据</translation>
    </message>
    <message>
        <source>Of the time of the last %1 steps</source>
        <translation>占最后 %1 步的时间</translation>
    </message>
    <message>
        <source>The run has no evaluation with a mean average precision.</source>
        <translation>该训练没有带平均精度均值的评估。</translation>
    </message>
    <message>
        <source>Average precision is on the validation images, while it trained.</source>
        <translation>平均精度来自训练期间的验证图像。</translation>
    </message>
    <message>
        <source>At step %1, the best</source>
        <translation>第 %1 步，最佳</translation>
    </message>
    <message>
        <source>At step %1, the last</source>
        <translation>第 %1 步，最后</translation>
    </message>
    <message>
        <source>Average precision by class</source>
        <translation>各类别的平均精度</translation>
    </message>
    <message>
        <source>AP@0.5 (VOC07); none for classes without an object in the validation images.</source>
        <translation>AP@0.5 (VOC07)；验证图像中没有目标的类别没有数值。</translation>
    </message>
    <message>
        <source>confidence</source>
        <translation>置信度</translation>
    </message>
    <message>
        <source>localisation</source>
        <translation>定位</translation>
    </message>
    <message>
        <source>rate %1</source>
        <translation>学习率 %1</translation>
    </message>
    <message>
        <source>length %1</source>
        <translation>长度 %1</translation>
    </message>
    <message>
        <source>finish</source>
        <translation>收尾</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>resumed</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>total</source>
        <translation>总计</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Average precision</source>
        <translation>平均精度</translation>
    </message>
    <message>
        <source>AP@0.5 (VOC07)</source>
        <translation>AP@0.5 (VOC07)</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Figures of steps are smoothed as TensorBoard does it, by %1.</source>
        <translation>各步数值按 TensorBoard 的方式平滑，系数 %1。</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>images/s</source>
        <translation>图像/秒</translation>
    </message>
    <message>
        <source>Positives per image</source>
        <translation>每张图像的正样本</translation>
    </message>
    <message>
        <source>positives</source>
        <translation>正样本</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>梯度范数</translation>
    </message>
    <message>
        <source>norm</source>
        <translation>范数</translation>
    </message>
    <message>
        <source>no effect with the others</source>
        <translation>在其他选项下不起作用</translation>
    </message>
    <message>
        <source>Option</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>This run</source>
        <translation>本次训练</translation>
    </message>
    <message>
        <source>The model&apos;s recipe</source>
        <translation>模型自带配方</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Bold: not as the model&apos;s own recipe has it for a run of that length.</source>
        <translation>粗体：与模型自带配方在相同长度下的取值不同。</translation>
    </message>
    <message>
        <source>reading the image</source>
        <translation>读取图像</translation>
    </message>
    <message>
        <source>it is not there</source>
        <translation>它不存在</translation>
    </message>
    <message>
        <source>%1 right, %2 wrong, %3 missed</source>
        <translation>%1 个正确，%2 个错误，%3 个漏检</translation>
    </message>
    <message>
        <source>Validation images</source>
        <translation>验证图像</translation>
    </message>
    <message>
        <source>What the weights of step %1 found with a score of %2 and over: right in green, wrong in orange, missed objects in white.</source>
        <translation>第 %1 步的权重以不低于 %2 的得分检出的目标：绿色为正确，橙色为错误，白色为漏检。</translation>
    </message>
    <message>
        <source>The dataset was not there when this page was made.</source>
        <translation>生成此页面时数据集不在。</translation>
    </message>
    <message>
        <source>model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>priors</source>
        <translation>先验框</translation>
    </message>
    <message>
        <source>%1, but other boxes</source>
        <translation>%1，但框不同</translation>
    </message>
    <message>
        <source>%1, but other images or objects</source>
        <translation>%1，但图像或目标不同</translation>
    </message>
    <message>
        <source>trained on</source>
        <translation>训练图像</translation>
    </message>
    <message>
        <source>evaluated on</source>
        <translation>评估图像</translation>
    </message>
    <message>
        <source>rate %1 after step %2</source>
        <translation>第 %2 步后学习率 %1</translation>
    </message>
    <message>
        <source>%1 steps after step %2</source>
        <translation>第 %2 步后改为 %1 步</translation>
    </message>
    <message>
        <source>finish after step %1</source>
        <translation>第 %1 步后收尾</translation>
    </message>
    <message>
        <source>evaluation after step %1</source>
        <translation>第 %1 步后评估</translation>
    </message>
    <message>
        <source>changed on the way</source>
        <translation>途中改动</translation>
    </message>
    <message>
        <source>%1 is not evaluated while it trains</source>
        <translation>%1 训练时不评估</translation>
    </message>
    <message>
        <source>%1 has other classes than %2</source>
        <translation>%1 的类别与 %2 不同</translation>
    </message>
    <message>
        <source>%1 does not say which objects it is evaluated on</source>
        <translation>%1 没有记录在哪些目标上评估</translation>
    </message>
    <message>
        <source>%1 is evaluated on %2, %3 on %4</source>
        <translation>%1 在 %2 上评估，%3 在 %4 上评估</translation>
    </message>
    <message>
        <source>the validation images or their objects have changed between %1 and %2</source>
        <translation>%1 与 %2 之间验证图像或其目标有变化</translation>
    </message>
    <message>
        <source>dataset</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>there is something of that name</source>
        <translation>已存在同名的文件或文件夹</translation>
    </message>
    <message>
        <source>%1 is on another disk</source>
        <translation>%1 在另一个磁盘上</translation>
    </message>
    <message>
        <source>Move it by hand; nothing was changed</source>
        <translation>请手动移动；未做任何更改</translation>
    </message>
    <message>
        <source>it is not there any more</source>
        <translation>它已不存在</translation>
    </message>
    <message>
        <source>Reload the runs</source>
        <translation>请重新加载运行</translation>
    </message>
    <message>
        <source>the name is too long</source>
        <translation>名称太长</translation>
    </message>
    <message>
        <source>Check the permissions of the folder; nothing was changed</source>
        <translation>请检查文件夹的权限；未做任何更改</translation>
    </message>
    <message>
        <source>the run needs it</source>
        <translation>该运行需要它</translation>
    </message>
    <message>
        <source>it lies behind a link</source>
        <translation>它位于链接之后</translation>
    </message>
    <message>
        <source>Delete it by hand</source>
        <translation>请手动删除</translation>
    </message>
    <message>
        <source>the run is in progress</source>
        <translation>该运行正在进行</translation>
    </message>
    <message>
        <source>Stop the run first, or wait for its end</source>
        <translation>请先停止该运行，或等待其结束</translation>
    </message>
    <message>
        <source>cleaning up the run</source>
        <translation>清理该运行</translation>
    </message>
    <message>
        <source>it belongs to another user, %1</source>
        <translation>它属于另一个用户 %1</translation>
    </message>
    <message>
        <source>Ask that user to do it; nothing was changed</source>
        <translation>请让该用户来做；未做任何更改</translation>
    </message>
    <message>
        <source>it waits to be started</source>
        <translation>它正在等待启动</translation>
    </message>
    <message>
        <source>Take it out of the queue first</source>
        <translation>请先将其移出队列</translation>
    </message>
    <message>
        <source>a process on %1 was training it a moment ago</source>
        <translation>%1 上的一个进程刚才还在训练它</translation>
    </message>
    <message>
        <source>Stop that process first, or try again in a minute</source>
        <translation>请先停止该进程，或一分钟后重试</translation>
    </message>
    <message>
        <source>a run needs a name</source>
        <translation>运行需要一个名称</translation>
    </message>
    <message>
        <source>a name that starts with a point is hidden</source>
        <translation>以点开头的名称是隐藏的</translation>
    </message>
    <message>
        <source>a name has no slashes</source>
        <translation>名称中不能有斜杠</translation>
    </message>
    <message>
        <source>a name has no line breaks or other control characters</source>
        <translation>名称中不能有换行符或其他控制字符</translation>
    </message>
    <message>
        <source>renaming the run</source>
        <translation>重命名该运行</translation>
    </message>
    <message>
        <source>moving to the trash</source>
        <translation>移到回收站</translation>
    </message>
    <message>
        <source>it is a link</source>
        <translation>它是一个链接</translation>
    </message>
    <message>
        <source>Remove the link by hand; nothing was changed</source>
        <translation>请手动删除该链接；未做任何更改</translation>
    </message>
    <message>
        <source>reading the trash</source>
        <translation>读取回收站</translation>
    </message>
    <message>
        <source>it is not of this version of the program</source>
        <translation>它不属于本程序的这个版本</translation>
    </message>
    <message>
        <source>Move it by hand</source>
        <translation>请手动移动</translation>
    </message>
    <message>
        <source>emptying the trash</source>
        <translation>清空回收站</translation>
    </message>
    <message>
        <source>it is not in the trash</source>
        <translation>它不在回收站中</translation>
    </message>
    <message>
        <source>putting back from the trash</source>
        <translation>从回收站放回</translation>
    </message>
    <message>
        <source>%1 is a link</source>
        <translation>%1 是一个链接</translation>
    </message>
    <message>
        <source>the model (there is no preset %1)</source>
        <translation>模型（没有名为 %1 的预设）</translation>
    </message>
    <message>
        <source>what was different in the model %1</source>
        <translation>模型 %1 中的不同之处</translation>
    </message>
    <message>
        <source>the priors (%1 cannot take them)</source>
        <translation>先验框（%1 无法采用）</translation>
    </message>
    <message>
        <source>the images of %1, which are no split</source>
        <translation>%1 的图像，它们不是一个划分</translation>
    </message>
    <message>
        <source>the split %1, which the dataset lacks</source>
        <translation>划分 %1，数据集中没有它</translation>
    </message>
    <message>
        <source>the dataset (it was %1)</source>
        <translation>数据集（原为 %1）</translation>
    </message>
    <message>
        <source>what was changed while it went on</source>
        <translation>运行期间所做的更改</translation>
    </message>
    <message>
        <source>%1, which is not there any more</source>
        <translation>%1，它已不存在</translation>
    </message>
</context>
<context>
    <name>Duration</name>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
</context>
<context>
    <name>LayoutNameText</name>
    <message>
        <source>%1, edited</source>
        <translation>%1，已修改</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>Hide this message</source>
        <translation>隐藏此消息</translation>
    </message>
</context>
<context>
    <name>NumberField</name>
    <message>
        <source>This is not a number.</source>
        <translation>这不是数字。</translation>
    </message>
    <message>
        <source>This may mean %1 or %2: write one of them.</source>
        <translation>这可能表示 %1 或 %2：请写其中之一。</translation>
    </message>
    <message>
        <source>This is not a whole number.</source>
        <translation>这不是整数。</translation>
    </message>
    <message>
        <source>From %1 to %2.</source>
        <translation>%1 至 %2。</translation>
    </message>
</context>
<context>
    <name>PlotContents</name>
    <message>
        <source>%1 to %2 px</source>
        <translation>%1 到 %2 px</translation>
    </message>
    <message>
        <source>%1 wide, %2 high</source>
        <translation>宽 %1，高 %2</translation>
    </message>
    <message>
        <source>share of the image&apos;s width</source>
        <translation>图像宽度的比例</translation>
    </message>
    <message>
        <source>of its height</source>
        <translation>图像高度的比例</translation>
    </message>
    <message>
        <source>%1 from the left, %2 from the top</source>
        <translation>距左 %1，距上 %2</translation>
    </message>
    <message>
        <source>objects of an image</source>
        <translation>图像的目标数</translation>
    </message>
    <message>
        <source>%1 objects</source>
        <comment>of an image</comment>
        <translation>%1 个目标</translation>
    </message>
    <message>
        <source>under %1</source>
        <translation>小于 %1</translation>
    </message>
    <message>
        <source>%1 or more</source>
        <translation>%1 或以上</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 到 %2</translation>
    </message>
    <message>
        <source>the %1 classes with the most objects</source>
        <translation>目标最多的 %1 个类别</translation>
    </message>
    <message>
        <source>class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>with class</source>
        <translation>与类别</translation>
    </message>
    <message>
        <source>%1 twice or more</source>
        <translation>%1 两个或更多</translation>
    </message>
    <message>
        <source>%1 with %2</source>
        <translation>%1 与 %2</translation>
    </message>
    <message>
        <source>small, under 32² px</source>
        <translation>小，小于 32² px</translation>
    </message>
    <message>
        <source>medium</source>
        <translation>中</translation>
    </message>
    <message>
        <source>large, from 96² px on</source>
        <translation>大，96² px 及以上</translation>
    </message>
    <message>
        <source>%1 in %2: %3 objects, %4 % of the split&apos;s; of all objects %5 %</source>
        <translation>%2 中的 %1：%3 个目标，占该划分的 %4 %；占全部目标的 %5 %</translation>
    </message>
    <message>
        <source>classes, then sizes</source>
        <translation>类别，然后是大小</translation>
    </message>
    <message>
        <source>width, px</source>
        <translation>宽，px</translation>
    </message>
    <message>
        <source>height, px</source>
        <translation>高，px</translation>
    </message>
    <message>
        <source>width : height</source>
        <translation>宽 : 高</translation>
    </message>
    <message>
        <source>share of the image, %</source>
        <translation>占图像的比例，%</translation>
    </message>
    <message>
        <source>image width, px</source>
        <translation>图像宽度，px</translation>
    </message>
    <message>
        <source>image height, px</source>
        <translation>图像高度，px</translation>
    </message>
    <message>
        <source>mean luma, 0 to 1</source>
        <translation>平均亮度，0 到 1</translation>
    </message>
    <message>
        <source>There are no splits to compare</source>
        <translation>没有可比较的划分</translation>
    </message>
    <message>
        <source>There is nothing to count</source>
        <translation>没有可统计的内容</translation>
    </message>
    <message>
        <source>under %1 px</source>
        <translation>小于 %1 px</translation>
    </message>
    <message>
        <source>%1 px or more</source>
        <translation>%1 px 或以上</translation>
    </message>
    <message>
        <source>%1 px</source>
        <translation>%1 px</translation>
    </message>
    <message>
        <source>S</source>
        <comment>small objects</comment>
        <translation>小</translation>
    </message>
    <message>
        <source>M</source>
        <comment>medium objects</comment>
        <translation>中</translation>
    </message>
    <message>
        <source>L</source>
        <comment>large objects</comment>
        <translation>大</translation>
    </message>
</context>
<context>
    <name>PlotKinds</name>
    <message>
        <source>Width × height</source>
        <translation>宽 × 高</translation>
    </message>
    <message>
        <source>Objects by the width and height of their boxes. Dashed: COCO&apos;s bounds of small, medium and large ones</source>
        <translation>按边界框宽和高统计的目标。虚线：COCO 对小、中、大目标的界限</translation>
    </message>
    <message>
        <source>Where objects lie</source>
        <translation>目标位置</translation>
    </message>
    <message>
        <source>Objects by the centre of their boxes in the image</source>
        <translation>按边界框中心在图像中的位置统计的目标</translation>
    </message>
    <message>
        <source>Objects per image</source>
        <translation>每图目标数</translation>
    </message>
    <message>
        <source>Images by the number of their objects</source>
        <translation>按目标数统计的图像</translation>
    </message>
    <message>
        <source>Aspect ratio</source>
        <translation>宽高比</translation>
    </message>
    <message>
        <source>Objects by width : height of their boxes</source>
        <translation>按边界框宽 : 高统计的目标</translation>
    </message>
    <message>
        <source>Relative size</source>
        <translation>相对大小</translation>
    </message>
    <message>
        <source>Objects by the share of their image&apos;s area that their box takes</source>
        <translation>按边界框占图像面积的比例统计的目标</translation>
    </message>
    <message>
        <source>Image sizes</source>
        <translation>图像尺寸</translation>
    </message>
    <message>
        <source>Images by their width and height, as shown</source>
        <translation>按显示时的宽和高统计的图像</translation>
    </message>
    <message>
        <source>Classes together</source>
        <translation>类别共现</translation>
    </message>
    <message>
        <source>Images that have objects of both classes; of a class with itself: two or more</source>
        <translation>同时含有两个类别目标的图像；同一类别：两个或更多</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>亮度</translation>
    </message>
    <message>
        <source>Images by the mean luma of their pixels, from black to white</source>
        <translation>按像素平均亮度统计的图像，从黑到白</translation>
    </message>
    <message>
        <source>Balance of splits</source>
        <translation>划分的均衡</translation>
    </message>
    <message>
        <source>What share of each split&apos;s objects a class or size has, against its share of all: + where it has more, − where it has less</source>
        <translation>各类别或大小在每个划分的目标中所占比例，与其在全部目标中所占比例相比：+ 较多，− 较少</translation>
    </message>
    <message>
        <source>Objects by class</source>
        <translation>各类别目标数</translation>
    </message>
    <message>
        <source>Objects of each class, the most first</source>
        <translation>每个类别的目标数，从多到少</translation>
    </message>
    <message>
        <source>Images by class</source>
        <translation>各类别图像数</translation>
    </message>
    <message>
        <source>Images that have an object of the class, the most first</source>
        <translation>含有该类别目标的图像数，从多到少</translation>
    </message>
</context>
<context>
    <name>QObject</name>
    <message>
        <source>The log is not kept on disk: %1</source>
        <translation>日志未保存到磁盘：%1</translation>
    </message>
</context>
<context>
    <name>RunEvents</name>
    <message>
        <source>rate %1</source>
        <translation>学习率 %1</translation>
    </message>
    <message>
        <source>length %1</source>
        <translation>长度 %1</translation>
    </message>
    <message>
        <source>finish</source>
        <translation>收尾</translation>
    </message>
    <message>
        <source>not finite</source>
        <translation>非有限值</translation>
    </message>
    <message>
        <source>spike</source>
        <translation>突增</translation>
    </message>
    <message>
        <source>plateau</source>
        <translation>停滞</translation>
    </message>
    <message>
        <source>overfits</source>
        <translation>过拟合</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>disk</source>
        <translation>磁盘</translation>
    </message>
    <message>
        <source>ends early</source>
        <translation>提前结束</translation>
    </message>
    <message>
        <source>best %1</source>
        <translation>最佳 %1</translation>
    </message>
    <message>
        <source>paused %1</source>
        <translation>暂停 %1</translation>
    </message>
    <message>
        <source>resumed</source>
        <translation>继续</translation>
    </message>
</context>
<context>
    <name>Unit</name>
    <message>
        <source>images</source>
        <translation>张图像</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>files</source>
        <translation>个文件</translation>
    </message>
    <message>
        <source>objects</source>
        <translation>个目标</translation>
    </message>
    <message>
        <source>annotations</source>
        <translation>个标注</translation>
    </message>
</context>
<context>
    <name>WeightSummary</name>
    <message>
        <source>Weights of %1: %2 taken, %3 missing, %4 unexpected, %5 of another shape, %6 refused</source>
        <translation>%1 的权重：采用 %2 个，缺少 %3 个，多余 %4 个，形状不同 %5 个，拒绝 %6 个</translation>
    </message>
</context>
<context>
    <name>priorscope::BackgroundRun</name>
    <message>
        <source>It has not begun after %1 minutes</source>
        <translation>%1 分钟后仍未开始</translation>
    </message>
    <message>
        <source>The process ended at once; see %1</source>
        <translation>进程立即结束；请查看 %1</translation>
    </message>
</context>
<context>
    <name>priorscope::BrightnessFigures</name>
    <message>
        <source>Measuring brightness</source>
        <translation>正在测量亮度</translation>
    </message>
</context>
<context>
    <name>priorscope::BrowserTools</name>
    <message>
        <source>All causes</source>
        <translation>所有原因</translation>
    </message>
    <message>
        <source>Back to the first errors of each cause (Backspace)</source>
        <translation>返回各原因的前几个错误（退格键）</translation>
    </message>
    <message>
        <source>Run the network on every image of the split (Ctrl+E)</source>
        <translation>对该划分的每张图像运行网络（Ctrl+E）</translation>
    </message>
    <message>
        <source>Show the errors of one class: of the detection, or of the object that was missed</source>
        <translation>只显示一个类别的错误：检测的类别，或漏检目标的类别</translation>
    </message>
    <message>
        <source>Class of the errors</source>
        <translation>错误的类别</translation>
    </message>
    <message>
        <source>Order of the errors</source>
        <translation>错误的排序</translation>
    </message>
    <message>
        <source>Order: by score; by cost, which is what mAP gains if that error alone is mended; or by the size of the object or, where there is none, of the detection</source>
        <translation>排序：按得分；按代价，即只修正该错误时 mAP 的增益；或按目标的大小，没有目标时按检测框的大小</translation>
    </message>
    <message>
        <source>by score</source>
        <translation>按得分</translation>
    </message>
    <message>
        <source>by cost</source>
        <translation>按代价</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Slices</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>已审阅</translation>
    </message>
    <message>
        <source>Compared</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Errors by cause, as pictures</source>
        <translation>按原因分类的错误图片</translation>
    </message>
    <message>
        <source>Counts, rates and average precision of every class</source>
        <translation>每个类别的计数、比率和平均精度</translation>
    </message>
    <message>
        <source>Counts, rates and average precision by size, shape, surroundings and priors</source>
        <translation>按大小、形状、周围环境和先验框分组的计数、比率和平均精度</translation>
    </message>
    <message>
        <source>Labels that may be wrong: confident detections without an object or of another class, and objects that the detector never proposes</source>
        <translation>可能有误的标注：没有目标或类别不同的高置信检测，以及检测器从未给出候选的目标</translation>
    </message>
    <message>
        <source>What was reviewed, and what the present detector makes of it</source>
        <translation>审阅过的错误，以及当前检测器对它们的结果</translation>
    </message>
    <message>
        <source>The pinned state beside the present one, image by image</source>
        <translation>已固定的状态与当前状态逐图像对照</translation>
    </message>
    <message>
        <source>largest</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>smallest</source>
        <translation>最小</translation>
    </message>
    <message>
        <source>Only what the filter shows</source>
        <translation>仅筛选器显示的内容</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Evaluate only what the filter shows: images that it hides are left out, and objects that it hides are neither found nor missed (Shift+F)</source>
        <translation>只评估筛选器显示的内容：被它隐藏的图像不参与，被它隐藏的目标既不算检出也不算漏检（Shift+F）</translation>
    </message>
</context>
<context>
    <name>priorscope::BrushedPlot</name>
    <message>
        <source>Save picture…</source>
        <translation>保存图片…</translation>
    </message>
    <message>
        <source>Save figures…</source>
        <translation>保存数据…</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>priorscope::CauseHead</name>
    <message>
        <source>ΔAP %1</source>
        <translation>ΔAP %1</translation>
    </message>
</context>
<context>
    <name>priorscope::CausesPage</name>
    <message>
        <source>%1 ΔAP: what AP (%2) would gain, in points of 100, if these alone were mended, as TIDE computes it from every score; TIDE counts %3 of them.</source>
        <translation>%1 ΔAP：若只修正这些错误，AP（%2）会提高多少个百分点，由 TIDE 用全部得分计算；TIDE 计有 %3 个。</translation>
    </message>
</context>
<context>
    <name>priorscope::Chip</name>
    <message>
        <source>Remove %1</source>
        <translation>移除 %1</translation>
    </message>
</context>
<context>
    <name>priorscope::ChipRow</name>
    <message>
        <source>Filters that have no room here: choose one to remove it</source>
        <translation>此处放不下的筛选条件：选择一个即可移除</translation>
    </message>
</context>
<context>
    <name>priorscope::ChosenScoreModel</name>
    <message>
        <source>All classes</source>
        <translation>所有类别</translation>
    </message>
    <message>
        <source>by class</source>
        <translation>按类别</translation>
    </message>
    <message>
        <source>%1 *</source>
        <translation>%1 *</translation>
    </message>
    <message>
        <source>* No score of this class reaches the aim: it has the score for all</source>
        <translation>* 该类别没有得分达到目标：使用通用得分</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>The classes of the dataset</source>
        <translation>数据集的类别</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Detections of the class with this or a higher score are kept</source>
        <translation>保留该类别中得分不低于此值的检测</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Number of objects in the split that count</source>
        <translation>划分中计入的目标数量</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精确率</translation>
    </message>
    <message>
        <source>Share of right detections among those that the score leaves</source>
        <translation>该得分保留的检测中正确的比例</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>Share of the objects that they find</source>
        <translation>它们找到的目标比例</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>Harmonic mean of precision and recall</source>
        <translation>精确率与召回率的调和平均</translation>
    </message>
</context>
<context>
    <name>priorscope::ClassList</name>
    <message>
        <source>Objects per class</source>
        <translation>各类别目标数</translation>
    </message>
</context>
<context>
    <name>priorscope::ClassListModel</name>
    <message>
        <source>%1: %2 of %3 objects shown. Click to show only images with it.</source>
        <translation>%1：显示 %3 个目标中的 %2 个。单击只显示含该类别的图像。</translation>
    </message>
</context>
<context>
    <name>priorscope::ClassPrecisionModel</name>
    <message>
        <source>%1: the validation images have no such object</source>
        <translation>%1：验证图像中没有此类目标</translation>
    </message>
    <message>
        <source>%1: %2 → %3</source>
        <translation>%1：%2 → %3</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>AP</source>
        <translation>AP</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
</context>
<context>
    <name>priorscope::ClassRecallList</name>
    <message>
        <source>Recall per class</source>
        <translation>各类别召回率</translation>
    </message>
</context>
<context>
    <name>priorscope::ClassRecallModel</name>
    <message>
        <source>%1: recall at IoU 0.50 is %2, before %3; %4 objects. Click to see only its uncovered objects.</source>
        <translation>%1：IoU 0.50 时召回率为 %2，之前为 %3；共 %4 个目标。单击只查看该类别未覆盖的目标。</translation>
    </message>
    <message>
        <source>%1–%2 px</source>
        <translation>%1–%2 像素</translation>
    </message>
    <message>
        <source>over %1 px</source>
        <translation>%1 像素以上</translation>
    </message>
    <message>
        <source>%1, square root of the area in the network&apos;s input: recall at IoU 0.50 is %2, before %3; %4 objects</source>
        <translation>%1（网络输入中面积的平方根）：IoU 0.50 时召回率为 %2，之前为 %3；共 %4 个目标</translation>
    </message>
    <message>
        <source>Share of the positives that %1 gets: %2, before %3; %4 pairs of object and prior</source>
        <translation>%1 获得的正样本比例：%2，之前为 %3；共 %4 个目标与先验框对</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Priors that reach IoU 0.50 with an object: %1. Share of the objects %2, before %3; %4 objects. An object without such priors is trained only through its forced match.</source>
        <translation>与目标交并比达到 0.50 的先验框：%1。目标比例 %2，之前为 %3；共 %4 个目标。没有这种先验框的目标只靠强制匹配学习。</translation>
    </message>
</context>
<context>
    <name>priorscope::ClassScoreBars</name>
    <message>
        <source>Class scores</source>
        <translation>类别得分</translation>
    </message>
    <message>
        <source>Probabilities that this prior gives to the classes. Background has at most what they leave of 1: classes below the floor of the kept candidates are not kept</source>
        <translation>该先验框给各类别的概率。背景至多为它们相加后距 1 的余量：低于候选下限的类别得分未保留</translation>
    </message>
</context>
<context>
    <name>priorscope::ClassTableModel</name>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>VOC07</source>
        <translation>VOC07</translation>
    </message>
    <message>
        <source>VOC10</source>
        <translation>VOC10</translation>
    </message>
    <message>
        <source>Number of objects, without difficult ones and those that the detector does not know</source>
        <translation>目标数量，不含困难目标和检测器不认识的类别</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>True positives at these thresholds</source>
        <translation>当前阈值下的真正例</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>False positives at these thresholds</source>
        <translation>当前阈值下的假正例</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精确率</translation>
    </message>
    <message>
        <source>Share of right detections among right and wrong ones, at these thresholds</source>
        <translation>当前阈值下正确检测占正确与错误检测的比例</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>Share of the objects that are found, at these thresholds</source>
        <translation>当前阈值下被找到的目标所占的比例</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>Harmonic mean of precision and recall, at these thresholds</source>
        <translation>当前阈值下精确率与召回率的调和平均</translation>
    </message>
    <message>
        <source>11-point average precision from every score, at this NMS, top k and match IoU</source>
        <translation>由全部得分得到的 11 点平均精度，采用当前的 NMS、top k 和匹配交并比</translation>
    </message>
    <message>
        <source>Area under the whole precision-recall curve, from every score, at this NMS, top k and match IoU</source>
        <translation>由全部得分得到的精确率-召回率曲线下面积，采用当前的 NMS、top k 和匹配交并比</translation>
    </message>
    <message>
        <source>Best score</source>
        <translation>最佳得分</translation>
    </message>
    <message>
        <source>The threshold on the score with the highest F1 of this class</source>
        <translation>使该类别 F1 最高的得分阈值</translation>
    </message>
    <message>
        <source>Figures by class</source>
        <translation>各类别的数据</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>95 % interval at %1 draws of the images: %2 to %3</source>
        <translation>对图像抽样 %1 次的 95% 区间：%2 至 %3</translation>
    </message>
    <message>
        <source>VOC07, 95 %</source>
        <translation>VOC07，95%</translation>
    </message>
    <message>
        <source>Where VOC07 is in 95 % of %1 draws of the images, with replacement: how far it could be chance</source>
        <translation>对图像有放回抽样 %1 次，95% 的抽样中 VOC07 所在的范围：其中有多少可能出于偶然</translation>
    </message>
</context>
<context>
    <name>priorscope::ClosingGuard</name>
    <message>
        <source>&amp;Stop and close</source>
        <translation>停止并关闭(&amp;S)</translation>
    </message>
    <message>
        <source>It has ended in the meantime. Close Priorscope?</source>
        <translation>运行已在此期间结束。是否关闭 Priorscope？</translation>
    </message>
    <message>
        <source>&amp;Close without saving</source>
        <translation>不保存并关闭(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Keep the project elsewhere…</source>
        <translation>将项目保存到其他位置(&amp;K)…</translation>
    </message>
    <message>
        <source>The project cannot be saved: your changes to layouts, versions and reviews will be lost. Close anyway?</source>
        <translation>无法保存项目：对布局、版本和审阅的更改将会丢失。仍要关闭吗？</translation>
    </message>
</context>
<context>
    <name>priorscope::CombineDialog</name>
    <message>
        <source>Combine folders</source>
        <translation>组合文件夹</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>&amp;Add folder…</source>
        <translation>添加文件夹(&amp;A)…</translation>
    </message>
    <message>
        <source>Another dataset, in any format that is read (Alt+A)</source>
        <translation>另一个数据集，可为任何能读取的格式 (Alt+A)</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>移除(&amp;R)</translation>
    </message>
    <message>
        <source>Take the marked folder off the list; its files stay (Alt+R)</source>
        <translation>将选中的文件夹移出列表；其文件保留 (Alt+R)</translation>
    </message>
    <message>
        <source>Folders that are opened as one dataset</source>
        <translation>作为一个数据集打开的文件夹</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Becomes</source>
        <translation>变为</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Type another name to rename a class; classes with one name become one. A class without a check mark is left out: its objects go, its images stay</source>
        <translation>输入其他名称可重命名类别；同名的类别合并为一个。未勾选的类别被略去：其目标去掉，其图像保留</translation>
    </message>
    <message>
        <source>&amp;Save and open…</source>
        <translation>保存并打开(&amp;S)…</translation>
    </message>
    <message>
        <source>Write a small file that names these folders and classes, and open it; the folders stay as they are (Alt+S)</source>
        <translation>写入一个列出这些文件夹和类别的小文件并打开；文件夹本身不变 (Alt+S)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>Leave everything as it is (Escape)</source>
        <translation>一切保持原样 (Escape)</translation>
    </message>
    <message>
        <source>Add a dataset folder</source>
        <translation>添加数据集文件夹</translation>
    </message>
    <message>
        <source>%1 is among them already</source>
        <translation>%1 已在其中</translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation>正在读取 %1</translation>
    </message>
    <message>
        <source>being read</source>
        <translation>正在读取</translation>
    </message>
    <message>
        <source>%1 images</source>
        <translation>%1 幅图像</translation>
    </message>
    <message>
        <source>Add the folders that belong together.</source>
        <translation>请添加属于一起的文件夹。</translation>
    </message>
    <message>
        <source>Reading: %1 of %2 folders are left.</source>
        <translation>正在读取：还剩 %1 / %2 个文件夹。</translation>
    </message>
    <message>
        <source>%1 images, %2 classes. Images of one name get their folder&apos;s name in front.</source>
        <translation>%1 幅图像，%2 个类别。同名图像前会加上其文件夹名。</translation>
    </message>
    <message>
        <source>Save the combined dataset as</source>
        <translation>将组合的数据集另存为</translation>
    </message>
    <message>
        <source>Combined dataset (*.json)</source>
        <translation>组合数据集 (*.json)</translation>
    </message>
    <message>
        <source>Remove the folders that cannot be read, or mend them and try again.</source>
        <translation>请移除无法读取的文件夹，或修复后再试。</translation>
    </message>
</context>
<context>
    <name>priorscope::ComparedModel</name>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1 in %2: %3</source>
        <translation>%2 中的 %1：%3</translation>
    </message>
    <message>
        <source>no longer found</source>
        <translation>不再找到</translation>
    </message>
    <message>
        <source>found now</source>
        <translation>现已找到</translation>
    </message>
    <message>
        <source>errors: %1 → %2</source>
        <translation>错误：%1 → %2</translation>
    </message>
</context>
<context>
    <name>priorscope::ComparedPage</name>
    <message>
        <source>What differs</source>
        <translation>差异所在</translation>
    </message>
    <message>
        <source>Figures of both states</source>
        <translation>两个状态的数据</translation>
    </message>
    <message>
        <source>Differences that are shown</source>
        <translation>显示的差异</translation>
    </message>
    <message>
        <source>What only one of both states finds, and images with more errors in one of them</source>
        <translation>只有一个状态找到的目标，以及在其中一个状态下错误更多的图像</translation>
    </message>
    <message>
        <source>Comparing</source>
        <translation>正在比较</translation>
    </message>
    <message>
        <source>No class that both know has objects here.</source>
        <translation>两者都认识的类别在此没有目标。</translation>
    </message>
    <message>
        <source>mAP@0.5 (VOC07) %1 → %2: difference %3, in 95 % of the draws %4. Better now with probability %5.</source>
        <translation>mAP@0.5（VOC07）%1 → %2：差值 %3，95% 的抽样中为 %4。现在更好的概率为 %5。</translation>
    </message>
    <message>
        <source>Evaluate the split to compare.</source>
        <translation>评估该划分以进行比较。</translation>
    </message>
    <message>
        <source>Pin this state (Ctrl+P), then change thresholds or open another checkpoint: both are compared here, image by image.</source>
        <translation>固定当前状态（Ctrl+P），再更改阈值或打开另一个检查点：两者在此逐图像比较。</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>正在比较…</translation>
    </message>
    <message>
        <source>No longer found, %1</source>
        <translation>不再找到，%1</translation>
    </message>
    <message>
        <source>Found now, %1</source>
        <translation>现已找到，%1</translation>
    </message>
    <message>
        <source>Images with more errors, %1</source>
        <translation>错误更多的图像，%1</translation>
    </message>
    <message>
        <source>Images with fewer errors, %1</source>
        <translation>错误更少的图像，%1</translation>
    </message>
    <message>
        <source> AP does not follow the score slider; the counts and pictures do.</source>
        <translation> AP 不随得分滑块变化；计数和图片会变化。</translation>
    </message>
    <message>
        <source> Pinned: %1.</source>
        <translation> 已固定的：%1。</translation>
    </message>
    <message>
        <source> %1.</source>
        <translation> %1。</translation>
    </message>
</context>
<context>
    <name>priorscope::ComparedPages</name>
    <message>
        <source>Options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>AP by class</source>
        <translation>各类 AP</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>What is shown of the run</source>
        <translation>显示训练的哪些内容</translation>
    </message>
    <message>
        <source>The options of the run, or of the planned one</source>
        <translation>该训练或计划中训练的选项</translation>
    </message>
    <message>
        <source>Average precision of each class, against the baseline&apos;s</source>
        <translation>各类别的平均精度，与基准对照</translation>
    </message>
    <message>
        <source>What the run was told differently from the baseline</source>
        <translation>该训练与基准设置不同之处</translation>
    </message>
    <message>
        <source>Options, AP by class, differences</source>
        <translation>选项、各类 AP、差异</translation>
    </message>
    <message>
        <source>Shows the next of them at the right</source>
        <translation>在右侧显示下一项</translation>
    </message>
    <message>
        <source>lowest first</source>
        <translation>最低在前</translation>
    </message>
    <message>
        <source>largest loss first</source>
        <translation>下降最多在前</translation>
    </message>
    <message>
        <source>by name</source>
        <translation>按名称</translation>
    </message>
    <message>
        <source>The order of the classes</source>
        <translation>类别的顺序</translation>
    </message>
    <message>
        <source>best evaluation</source>
        <translation>最佳评估</translation>
    </message>
    <message>
        <source>latest evaluation</source>
        <translation>最近评估</translation>
    </message>
    <message>
        <source>Of each run the evaluation of the highest mAP, or its latest one</source>
        <translation>各训练取 mAP 最高的评估，或最近一次评估</translation>
    </message>
    <message>
        <source>Average precision by class</source>
        <translation>各类别的平均精度</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Choose a run below to see its classes.</source>
        <translation>在下方选择一次训练以查看其类别。</translation>
    </message>
    <message>
        <source>%1 has no evaluation yet.</source>
        <translation>%1 还没有评估。</translation>
    </message>
    <message>
        <source>%1 has kept no figures of its classes.</source>
        <translation>%1 没有保存各类别的数值。</translation>
    </message>
    <message>
        <source>AP@0.5 (VOC07) of %1 at step %2</source>
        <translation>%1 在第 %2 步的 AP@0.5 (VOC07)</translation>
    </message>
    <message>
        <source>Not compared: %1.</source>
        <translation>不作比较：%1。</translation>
    </message>
    <message>
        <source>, rings: %1. One run each: how much a seed changes is not measured.</source>
        <translation>，圆环：%1。各一次训练：未测量随机种子的影响。</translation>
    </message>
    <message>
        <source>Pin a run below (Ctrl+B) to compare with it.</source>
        <translation>在下方固定一次训练（Ctrl+B）以与之比较。</translation>
    </message>
    <message>
        <source>Choose a run below to compare it.</source>
        <translation>在下方选择一次训练以进行比较。</translation>
    </message>
    <message>
        <source>Pin another run below (Ctrl+B) to see what %1 was told differently.</source>
        <translation>在下方固定另一次训练（Ctrl+B）以查看 %1 的设置有何不同。</translation>
    </message>
    <message>
        <source>%1 was told the same as %2.</source>
        <translation>%1 与 %2 的设置相同。</translation>
    </message>
    <message>
        <source>Everything in which %1 differs from %2; options that never change a figure are left out.</source>
        <translation>%1 与 %2 的全部差异；从不影响数值的选项不列出。</translation>
    </message>
</context>
<context>
    <name>priorscope::ComparedTableModel</name>
    <message>
        <source>11-point average precision over %1 objects.</source>
        <translation>%1 个目标上的 11 点平均精度。</translation>
    </message>
    <message>
        <source>Better now with probability %1.</source>
        <translation>现在更好的概率为 %1。</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>已找到</translation>
    </message>
    <message>
        <source>Objects that a detection matches, at each state&apos;s thresholds.</source>
        <translation>在各状态的阈值下有检测与之匹配的目标。</translation>
    </message>
    <message>
        <source>The middle 95 % of the difference over 1,000 draws of the images with replacement</source>
        <translation>对图像有放回抽取 1,000 次，所得差值中间的 95%</translation>
    </message>
    <message>
        <source>AP, counts</source>
        <translation>AP 与计数</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>已固定</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95% 区间</translation>
    </message>
</context>
<context>
    <name>priorscope::ConfusionView</name>
    <message>
        <source>Confusion matrix</source>
        <translation>混淆矩阵</translation>
    </message>
    <message>
        <source>%1 as %2, %3</source>
        <translation>%1 被当作 %2，%3</translation>
    </message>
    <message>
        <source>Background that nothing was detected in is not counted</source>
        <translation>没有检测结果的背景不计数</translation>
    </message>
    <message>
        <source>%1 not found: %2 of %3 objects</source>
        <translation>%1 未找到：%3 个目标中的 %2 个</translation>
    </message>
    <message>
        <source>%1 found: %2 of %3 objects</source>
        <translation>%1 已找到：%3 个目标中的 %2 个</translation>
    </message>
    <message>
        <source>%1 taken for %2: %3 of %4 objects</source>
        <translation>%1 被当作 %2：%4 个目标中的 %3 个</translation>
    </message>
    <message>
        <source>Evaluate the split to see which classes are confused.</source>
        <translation>评估该划分以查看哪些类别被混淆。</translation>
    </message>
    <message>
        <source>detected</source>
        <translation>检测为</translation>
    </message>
    <message>
        <source>object</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>%1 on no free object, also duplicates and badly placed ones: %2 of %3 detections</source>
        <translation>%1 没有对应空闲目标的检测，含重复和位置偏差的：%3 个检测中 %2 个</translation>
    </message>
    <message>
        <source>Objects against what was detected there. A cell&apos;s shade is its share of the row&apos;s objects; the last row are detections on no free object, which causes of errors tell apart, the last column objects that were not found.</source>
        <translation>目标与在该处检测到的内容的对照。单元格的深浅表示占该行目标的比例；最后一行是没有对应空闲目标的检测（错误原因会区分它们），最后一列是未找到的目标。</translation>
    </message>
</context>
<context>
    <name>priorscope::ContextBar</name>
    <message>
        <source>all images</source>
        <translation>全部图像</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>The dataset: open another folder (Ctrl+O) or a recent one</source>
        <translation>数据集：打开其他文件夹（Ctrl+O）或最近的文件夹</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>划分</translation>
    </message>
    <message>
        <source>The split of the dataset that all workspaces look at</source>
        <translation>所有工作区共用的数据集划分</translation>
    </message>
    <message>
        <source>Images that pass the filters, and their objects that are shown</source>
        <translation>通过筛选的图像及其显示的目标</translation>
    </message>
    <message>
        <source>Search  Ctrl+K</source>
        <translation>搜索  Ctrl+K</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>no dataset</source>
        <translation>无数据集</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>打开文件夹…</translation>
    </message>
    <message>
        <source>Only images with this class or another chosen one</source>
        <translation>只显示含此类别或其他所选类别的图像</translation>
    </message>
    <message>
        <source>not difficult</source>
        <translation>非困难</translation>
    </message>
    <message>
        <source>Difficult objects are not shown and not counted</source>
        <translation>困难目标不显示也不计数</translation>
    </message>
    <message>
        <source>not truncated</source>
        <translation>未截断</translation>
    </message>
    <message>
        <source>Truncated objects are not shown and not counted</source>
        <translation>截断目标不显示也不计数</translation>
    </message>
    <message>
        <source>image file present</source>
        <translation>图像存在</translation>
    </message>
    <message>
        <source>Only images whose file exists</source>
        <translation>只显示文件存在的图像</translation>
    </message>
    <message>
        <source>%1 images, %2 objects</source>
        <translation>%1 张图像，%2 个目标</translation>
    </message>
    <message>
        <source>▲ no image matches</source>
        <translation>▲ 没有匹配的图像</translation>
    </message>
    <message>
        <source>▲ not understood</source>
        <translation>▲ 无法理解</translation>
    </message>
    <message>
        <source>+ Filter</source>
        <translation>+ 筛选</translation>
    </message>
    <message>
        <source>Add a condition on objects or images; or type it into the search (Ctrl+K)</source>
        <translation>添加关于目标或图像的条件；或在搜索栏中输入（Ctrl+K）</translation>
    </message>
    <message>
        <source>Images with</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Objects with</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Images tagged</source>
        <translation>带标签的图像</translation>
    </message>
    <message>
        <source>Images with a finding</source>
        <translation>有发现的图像</translation>
    </message>
    <message>
        <source>Images by verdict</source>
        <translation>按判定的图像</translation>
    </message>
    <message>
        <source> or </source>
        <translation> 或 </translation>
    </message>
    <message>
        <source>not %1</source>
        <translation>非 %1</translation>
    </message>
    <message>
        <source>Saved filters</source>
        <translation>已保存的筛选</translation>
    </message>
    <message>
        <source>Save these filters…</source>
        <translation>保存这些筛选…</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Name of the filter</source>
        <translation>筛选的名称</translation>
    </message>
    <message>
        <source>New: %1</source>
        <translation>新建：%1</translation>
    </message>
    <message>
        <source>Only images that have all of these at once</source>
        <translation>仅显示同时具有所有这些类别的图像</translation>
    </message>
    <message>
        <source>Show only images whose name, or the name of a class in them, contains this (Ctrl+K). Conditions are taken by Enter: objects&gt;=5, width&lt;32, aspect=0.5..2, class=cat,dog, tag=night, -tag=done, -verified, -difficult. Esc clears it</source>
        <translation>只显示名称或其中类别名称包含此文字的图像（Ctrl+K）。条件按 Enter 生效：objects&gt;=5、width&lt;32、aspect=0.5..2、class=cat,dog、tag=night、-tag=done、-verified、-difficult。按 Esc 清除</translation>
    </message>
    <message>
        <source>verified</source>
        <translation>已核验</translation>
    </message>
    <message>
        <source>not verified</source>
        <translation>未核验</translation>
    </message>
    <message>
        <source>Only images whose labels were checked</source>
        <translation>只显示标注已检查过的图像</translation>
    </message>
    <message>
        <source>Only images whose labels nobody has checked yet</source>
        <translation>只显示标注尚未检查过的图像</translation>
    </message>
    <message>
        <source>verified labels</source>
        <translation>标注已核验</translation>
    </message>
    <message>
        <source>labels not verified yet</source>
        <translation>标注尚未核验</translation>
    </message>
</context>
<context>
    <name>priorscope::CostTable</name>
    <message>
        <source>Priors</source>
        <translation>先验框</translation>
    </message>
    <message>
        <source>Number of boxes that the network predicts per image, over all feature maps</source>
        <translation>所有特征图合计：网络对每张图像进行预测的数量</translation>
    </message>
    <message>
        <source>Per cell</source>
        <translation>每个单元</translation>
    </message>
    <message>
        <source>Priors per cell of each feature map</source>
        <translation>各特征图每个单元的先验框数</translation>
    </message>
    <message>
        <source>Heads of</source>
        <translation>预测头</translation>
    </message>
    <message>
        <source>Model whose heads are counted</source>
        <translation>用于计算预测头的模型</translation>
    </message>
    <message>
        <source>no model fits</source>
        <translation>没有匹配的模型</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Parameters of this model&apos;s heads for these priors</source>
        <translation>此模型的预测头为这些先验框学习的参数数</translation>
    </message>
    <message>
        <source>Multiply-adds</source>
        <translation>乘加次数</translation>
    </message>
    <message>
        <source>Multiply-add operations of the heads&apos; convolutions for one image</source>
        <translation>预测头的卷积处理一张图像的乘加次数</translation>
    </message>
    <message>
        <source>No model has these maps at %1 px; training would reject the layout</source>
        <translation>没有模型在 %1 像素下具有这些特征图；训练会拒绝此布局</translation>
    </message>
    <message>
        <source>Models whose feature maps the layout fits</source>
        <translation>特征图与此布局相符的模型</translation>
    </message>
</context>
<context>
    <name>priorscope::CountColumns</name>
    <message>
        <source>images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>objects</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>images, %</source>
        <translation>图像，%</translation>
    </message>
    <message>
        <source>objects, %</source>
        <translation>目标，%</translation>
    </message>
    <message>
        <source>shown</source>
        <translation>显示</translation>
    </message>
</context>
<context>
    <name>priorscope::CountMap</name>
    <message>
        <source>more than in all</source>
        <translation>高于总体</translation>
    </message>
    <message>
        <source>more than in %1</source>
        <translation>高于 %1</translation>
    </message>
    <message>
        <source>less</source>
        <translation>更低</translation>
    </message>
</context>
<context>
    <name>priorscope::CountPlot</name>
    <message>
        <source>%1: %2 of %3 images shown</source>
        <translation>%1：显示 %3 幅图像中的 %2 幅</translation>
    </message>
    <message>
        <source>%1: %2 of %3 objects shown</source>
        <translation>%1：显示 %3 个目标中的 %2 个</translation>
    </message>
    <message>
        <source>%1: %2 of the images shown (%3), %4 of those of %5 (%6)</source>
        <translation>%1：占所显示图像的 %2 (%3)，占 %5 的图像的 %4 (%6)</translation>
    </message>
    <message>
        <source>%1: %2 of the objects shown (%3), %4 of those of %5 (%6)</source>
        <translation>%1：占所显示目标的 %2 (%3)，占 %5 的目标的 %4 (%6)</translation>
    </message>
</context>
<context>
    <name>priorscope::CountRow</name>
    <message>
        <source>%1 of %2 objects shown</source>
        <translation>显示 %2 个目标中的 %1 个</translation>
    </message>
</context>
<context>
    <name>priorscope::CoverageFiguresText</name>
    <message>
        <source>There are no objects in view to count.</source>
        <translation>当前视图中没有可计数的目标。</translation>
    </message>
    <message>
        <source>Positives per object</source>
        <translation>每个目标的正样本</translation>
    </message>
    <message>
        <source>Recall at IoU 0.50</source>
        <translation>IoU 0.50 时的召回率</translation>
    </message>
    <message>
        <source>Share of objects whose best prior overlaps them by at least IoU 0.50</source>
        <translation>最佳先验框交并比不低于 0.50 的目标比例</translation>
    </message>
    <message>
        <source>Mean best IoU</source>
        <translation>平均最佳交并比</translation>
    </message>
    <message>
        <source>Overlap of an object with its best prior, mean over the objects</source>
        <translation>目标与其最佳先验框的交并比，对目标取平均</translation>
    </message>
    <message>
        <source>Uncovered objects</source>
        <translation>未覆盖的目标</translation>
    </message>
    <message>
        <source>Objects whose best prior overlaps them by less than IoU 0.50, of %1</source>
        <translation>%1 个目标中最佳先验框交并比低于 0.50 的目标</translation>
    </message>
    <message>
        <source>Lowest class: %1</source>
        <translation>最低类别：%1</translation>
    </message>
    <message>
        <source>The class of lowest recall at IoU 0.50</source>
        <translation>IoU 0.50 时召回率最低的类别</translation>
    </message>
    <message>
        <source>Priors that overlap an object by IoU 0.50 or more, mean over the objects; each is trained to detect it. %1 per image</source>
        <translation>与目标交并比不低于 0.50 的先验框数，对目标取平均；每个都学习找到该目标。每张图像 %1 个</translation>
    </message>
</context>
<context>
    <name>priorscope::CoverageService</name>
    <message>
        <source>Coverage</source>
        <translation>覆盖率</translation>
    </message>
    <message>
        <source>Covered shapes</source>
        <translation>已覆盖的形状</translation>
    </message>
    <message>
        <source>Priors of an image</source>
        <translation>一张图像的先验框</translation>
    </message>
</context>
<context>
    <name>priorscope::CropGallery</name>
    <message>
        <source>no image file</source>
        <translation>无图像文件</translation>
    </message>
</context>
<context>
    <name>priorscope::CurvePanel</name>
    <message>
        <source>recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>precision</source>
        <translation>精确率</translation>
    </message>
    <message>
        <source>Class whose curve is drawn strongly</source>
        <translation>突出显示其曲线的类别</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>precision, all classes together</source>
        <translation>精确率，所有类别合计</translation>
    </message>
    <message>
        <source>pinned</source>
        <translation>已固定</translation>
    </message>
    <message>
        <source>at these thresholds</source>
        <translation>在当前阈值下</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Precision against recall</source>
        <translation>精确率对召回率</translation>
    </message>
    <message>
        <source>Precision, recall and F1 against the score</source>
        <translation>精确率、召回率和 F1 对得分</translation>
    </message>
    <message>
        <source>AP against the matching IoU</source>
        <translation>AP 对匹配交并比</translation>
    </message>
    <message>
        <source>Click a point, or go there by the arrow keys and press Enter</source>
        <translation>单击一个点，或用方向键移到该点后按 Enter</translation>
    </message>
    <message>
        <source>Precision against recall from every score. %1, for the errors from its score on</source>
        <translation>由全部得分得到的精确率对召回率曲线。%1，查看从其得分起的错误</translation>
    </message>
    <message>
        <source>By score</source>
        <translation>按得分</translation>
    </message>
    <message>
        <source>score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>share</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>Precision, recall and F1 of the detections from a score on. %1, for the errors from its score on</source>
        <translation>从某一得分起的检测的精确率、召回率和 F1。%1，查看从其得分起的错误</translation>
    </message>
    <message>
        <source>AP by IoU</source>
        <translation>AP 按交并比</translation>
    </message>
    <message>
        <source>matching IoU</source>
        <translation>匹配交并比</translation>
    </message>
    <message>
        <source>AP (COCO)</source>
        <translation>AP（COCO）</translation>
    </message>
    <message>
        <source>COCO&apos;s average precision at each of its ten IoUs, from every score, at this NMS and top k; their mean is COCO&apos;s AP. %1, to match at that IoU and see what is badly placed</source>
        <translation>COCO 在其十个交并比上各自的平均精度，由全部得分得到，采用当前的 NMS 和 top k；其均值即 COCO 的 AP。%1，按该交并比匹配并查看位置偏差的检测</translation>
    </message>
    <message>
        <source>mean AP</source>
        <translation>平均 AP</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>所选</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>Matching IoU %1: AP %2</source>
        <translation>匹配交并比 %1：AP %2</translation>
    </message>
    <message>
        <source>Score %1: precision %2, recall %3, F1 %4</source>
        <translation>得分 %1：精确率 %2，召回率 %3，F1 %4</translation>
    </message>
    <message>
        <source>PR curve</source>
        <translation>PR 曲线</translation>
    </message>
</context>
<context>
    <name>priorscope::DatasetOpener</name>
    <message>
        <source>Reading %1</source>
        <translation>正在读取 %1</translation>
    </message>
    <message>
        <source>%1 images read in %2 s</source>
        <translation>已读取 %1 张图像，用时 %2 秒</translation>
    </message>
    <message>
        <source>Writing the sample dataset</source>
        <translation>正在生成示例数据集</translation>
    </message>
    <message>
        <source>A new folder for the sample dataset</source>
        <translation>用于示例数据集的新文件夹</translation>
    </message>
    <message>
        <source>Looking for changed files</source>
        <translation>检查文件是否改变</translation>
    </message>
    <message>
        <source>%1 images in %2 s: no file has changed</source>
        <translation>%2 秒内打开 %1 幅图像：文件未改变</translation>
    </message>
    <message>
        <source>No file has changed since the dataset was read</source>
        <translation>数据集读取之后没有文件改变</translation>
    </message>
    <message>
        <source>%1 images in %2 s, as they were when read</source>
        <translation>%1 幅图像，用时 %2 秒，与上次读取时相同</translation>
    </message>
    <message>
        <source>Open the folder of a dataset</source>
        <translation>打开数据集文件夹</translation>
    </message>
    <message>
        <source>Open the file of a dataset</source>
        <translation>打开数据集文件</translation>
    </message>
    <message>
        <source>Datasets (*.json *.yaml *.yml *.xml *.csv)</source>
        <translation>数据集 (*.json *.yaml *.yml *.xml *.csv)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>priorscope::DatasetPlots</name>
    <message>
        <source>Counting objects</source>
        <translation>统计目标</translation>
    </message>
    <message>
        <source>tag %1</source>
        <translation>标签 %1</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>比较对象</translation>
    </message>
    <message>
        <source>All images of the split</source>
        <translation>该划分的所有图像</translation>
    </message>
    <message>
        <source>Splits</source>
        <translation>划分</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Brightness is being measured</source>
        <translation>正在测量亮度</translation>
    </message>
    <message>
        <source>Brightness was not measured</source>
        <translation>尚未测量亮度</translation>
    </message>
</context>
<context>
    <name>priorscope::DatasetWorkspace</name>
    <message>
        <source>Large image</source>
        <translation>大图</translation>
    </message>
    <message>
        <source>Fit the image</source>
        <translation>适应窗口</translation>
    </message>
    <message>
        <source>Fit the width</source>
        <translation>适应宽度</translation>
    </message>
    <message>
        <source>Hide or show boxes</source>
        <translation>隐藏或显示框</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Grid, then clear the search</source>
        <translation>网格，再清除搜索</translation>
    </message>
    <message>
        <source>Plots</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>Order of the images</source>
        <translation>图像的顺序</translation>
    </message>
    <message>
        <source>As the network sees it</source>
        <translation>网络所见</translation>
    </message>
    <message>
        <source>Next object</source>
        <translation>下一个目标</translation>
    </message>
    <message>
        <source>Previous object</source>
        <translation>上一个目标</translation>
    </message>
    <message>
        <source>Next object of this class</source>
        <translation>此类的下一个目标</translation>
    </message>
    <message>
        <source>Previous object of this class</source>
        <translation>此类的上一个目标</translation>
    </message>
    <message>
        <source>Tag, or a new one</source>
        <translation>标签，或新标签</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>New tag: %1</source>
        <translation>新标签：%1</translation>
    </message>
    <message>
        <source>List or grid</source>
        <translation>列表或网格</translation>
    </message>
    <message>
        <source>Tag the image…</source>
        <translation>为图像加标签…</translation>
    </message>
    <message>
        <source>Tag all images shown…</source>
        <translation>为所有显示的图像加标签…</translation>
    </message>
    <message>
        <source>Labels are being saved, or those of many images changed at once. Stop that and close? Annotations that are written stay so, and the change is dropped.</source>
        <translation>正在保存标签，或正在一次更改许多图像的标签。要停止并关闭吗？已写入的标注保持不变，更改将被放弃。</translation>
    </message>
</context>
<context>
    <name>priorscope::DecisionSections</name>
    <message>
        <source>Class scores</source>
        <translation>类别得分</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Try NMS IoU %1</source>
        <translation>试用 NMS 交并比 %1</translation>
    </message>
    <message>
        <source>Try score %1</source>
        <translation>试用得分 %1</translation>
    </message>
    <message>
        <source>Set this threshold: the split&apos;s figures follow. Pin the current ones first to compare</source>
        <translation>采用此阈值：划分的数据随之更新。可先固定当前阈值以便比较</translation>
    </message>
    <message>
        <source>It suppresses nothing at these thresholds.</source>
        <translation>在当前阈值下它没有抑制任何候选框。</translation>
    </message>
    <message>
        <source>It suppresses %1, IoU %2 with this box.</source>
        <translation>它抑制了 %1，与此框的 IoU 为 %2。</translation>
    </message>
    <message>
        <source>It suppresses %1 candidates, among them %2, IoU %3 with this box.</source>
        <translation>它抑制了 %1 个候选框，其中有 %2，与此框的 IoU 为 %3。</translation>
    </message>
    <message>
        <source>That one overlaps %1 by %2.</source>
        <translation>后者与 %1 的重叠为 %2。</translation>
    </message>
    <message>
        <source>It returns at NMS IoU %1.</source>
        <translation>NMS 交并比 为 %1 时它会恢复。</translation>
    </message>
    <message>
        <source>Nearest: %1, IoU %2.</source>
        <translation>最接近的：%1，IoU %2。</translation>
    </message>
    <message>
        <source>%1 suppresses it.</source>
        <translation>%1 抑制了它。</translation>
    </message>
    <message>
        <source>A wrong detection is made right if nothing finds its object, else removed; an object is found before all others</source>
        <translation>错误的检测：若没有其他检测找到其目标则改为正确，否则移除；漏检的目标：视为先于其他所有目标被找到</translation>
    </message>
    <message>
        <source>Mended alone, it would raise mAP (VOC10) by %1 points of 100.</source>
        <translation>只修正它，mAP（VOC10）会提高 %1 个百分点。</translation>
    </message>
    <message>
        <source>Above score %1 it is gone.</source>
        <translation>得分阈值高于 %1 时它消失。</translation>
    </message>
    <message>
        <source>From NMS IoU %1 down, %2 suppresses it.</source>
        <translation>NMS 交并比降至 %1 及以下时，%2 会抑制它。</translation>
    </message>
    <message>
        <source>No lower NMS IoU suppresses it.</source>
        <translation>更低的 NMS 交并比不会抑制它。</translation>
    </message>
    <message>
        <source>At match IoU %1 it is: %2.</source>
        <translation>匹配交并比为 %1 时，它的判定为：%2。</translation>
    </message>
    <message>
        <source>%1 others</source>
        <translation>其他 %1 个</translation>
    </message>
    <message>
        <source>background</source>
        <translation>背景</translation>
    </message>
</context>
<context>
    <name>priorscope::DetectWorkspace</name>
    <message>
        <source>Open checkpoint…</source>
        <translation>打开检查点…</translation>
    </message>
    <message>
        <source>Evaluate split</source>
        <translation>评估划分</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>打开 %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Open another…</source>
        <translation>打开其他…</translation>
    </message>
    <message>
        <source>Detect</source>
        <translation>检测</translation>
    </message>
    <message>
        <source>Export again…</source>
        <translation>重新导出…</translation>
    </message>
    <message>
        <source>Pin these thresholds to compare</source>
        <translation>固定当前阈值以便比较</translation>
    </message>
    <message>
        <source>Next error</source>
        <translation>下一个错误</translation>
    </message>
    <message>
        <source>Previous error</source>
        <translation>上一个错误</translation>
    </message>
    <message>
        <source>All causes of errors</source>
        <translation>所有错误原因</translation>
    </message>
    <message>
        <source>Write a note on the error</source>
        <translation>为该错误写备注</translation>
    </message>
    <message>
        <source>Next run with reviewed errors…</source>
        <translation>用已审阅的错误计划下一次训练…</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>The model is wrong</source>
        <translation>模型有误</translation>
    </message>
    <message>
        <source>The label is wrong</source>
        <translation>标注有误</translation>
    </message>
    <message>
        <source>Unsure about the error</source>
        <translation>对该错误不确定</translation>
    </message>
    <message>
        <source>saved detections</source>
        <translation>保存的检测结果</translation>
    </message>
    <message>
        <source>Suggest a score…</source>
        <translation>建议得分…</translation>
    </message>
    <message>
        <source>Save again…</source>
        <translation>重新保存…</translation>
    </message>
    <message>
        <source>Patch the label</source>
        <translation>修补标注</translation>
    </message>
    <message>
        <source>Open a checkpoint to see what the network finds in this image. A checkpoint or exported weights (.pt, .pth, .safetensors) can be dropped here.</source>
        <translation>打开检查点以查看网络在此图像中找到什么。可将检查点或导出的权重（.pt、.pth、.safetensors）拖到此处。</translation>
    </message>
</context>
<context>
    <name>priorscope::DetectionFigures</name>
    <message>
        <source>Over the evaluated split, all classes together, at these thresholds</source>
        <translation>在已评估的划分上，所有类别合计，按当前阈值</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精确率</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>False positives</source>
        <translation>误检</translation>
    </message>
    <message>
        <source>VOC10 %1</source>
        <translation>VOC10 %1</translation>
    </message>
    <message>
        <source>mAP@%1 (VOC07)</source>
        <translation>mAP@%1 (VOC07)</translation>
    </message>
    <message>
        <source>95 % interval at %1 draws of the images: %2 to %3.</source>
        <translation>对图像抽样 %1 次的 95% 区间：%2 至 %3。</translation>
    </message>
    <message>
        <source>%1.</source>
        <translation>%1。</translation>
    </message>
    <message>
        <source>Share of correct detections among correct and wrong ones. %1.</source>
        <translation>正确检测占正确与错误检测的比例。%1。</translation>
    </message>
    <message>
        <source>Share of the non-difficult objects that are detected. %1.</source>
        <translation>被检测到的非困难目标的比例。%1。</translation>
    </message>
    <message>
        <source>Harmonic mean of precision and recall. %1.</source>
        <translation>精确率与召回率的调和平均。%1。</translation>
    </message>
    <message>
        <source>Mean of the classes&apos; 11-point average precision, over %1 classes that the detector knows and that have objects; VOC10: all points. From every score down to %5, whatever the score slider says; at NMS IoU %2, top %3 and match IoU %4.</source>
        <translation>各类别 11 点平均精度的均值，共 %1 个检测器认识且有目标的类别；VOC10：使用全部点。包含低至 %5 的全部得分，与得分滑块无关；采用 NMS 交并比 %2、前 %3 个和匹配交并比 %4。</translation>
    </message>
    <message>
        <source>COCO AP</source>
        <translation>COCO AP</translation>
    </message>
    <message>
        <source>COCO&apos;s AP@[.5:.95]: the mean over ten matching IoUs from 0.5 to 0.95, whatever the match slider says, from every score. AP of COCO and VOC are means over the classes that the detector knows and that have objects: %1.</source>
        <translation>COCO 的 AP@[.5:.95]：从 0.5 到 0.95 十个匹配交并比上的均值，与匹配滑块无关，由全部得分得到。COCO 和 VOC 的 AP 都是检测器认识且有目标的类别上的均值，类别数：%1。</translation>
    </message>
    <message>
        <source>COCO AP, %1 of %2</source>
        <translation>COCO AP，%1/%2 类</translation>
    </message>
</context>
<context>
    <name>priorscope::DetectionInspector</name>
    <message>
        <source>Detections</source>
        <translation>检测</translation>
    </message>
    <message>
        <source>Select a detection, here or in the image, to see its origin.</source>
        <translation>在此处或图像中选择一个检测，查看其来由。</translation>
    </message>
    <message>
        <source>IoU %1 with %2.</source>
        <translation>与 %2 的交并比为 %1。</translation>
    </message>
    <message>
        <source>%1 is not found.</source>
        <translation>%1 未找到。</translation>
    </message>
</context>
<context>
    <name>priorscope::DetectionSaving</name>
    <message>
        <source>Save detections…</source>
        <translation>保存检测结果…</translation>
    </message>
    <message>
        <source>Detections are being saved</source>
        <translation>正在保存检测结果</translation>
    </message>
    <message>
        <source>Write the detections of the split, at these thresholds, for other programs, as annotations or as pictures</source>
        <translation>将该划分在当前阈值下的检测写出：供其他程序使用、作为标注或图片</translation>
    </message>
    <message>
        <source>%1 detections in %2 images of %3: score at least %4, NMS IoU %5, at most %6 an image.</source>
        <translation>%3 的 %2 张图像中的 %1 个检测：得分不低于 %4，NMS IoU %5，每张图像最多 %6 个。</translation>
    </message>
    <message>
        <source>Saving detections</source>
        <translation>正在保存检测结果</translation>
    </message>
    <message>
        <source>Saved %1 detections in %2 images: %3</source>
        <translation>已保存 %2 张图像中的 %1 个检测：%3</translation>
    </message>
</context>
<context>
    <name>priorscope::DetectionTableModel</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
</context>
<context>
    <name>priorscope::DetectorExport</name>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Open a checkpoint in Detect first</source>
        <translation>请先在“检测”中打开检查点</translation>
    </message>
    <message>
        <source>An export is running</source>
        <translation>正在导出</translation>
    </message>
    <message>
        <source>Write the detector for other programs and verify the written file</source>
        <translation>为其他程序写出检测器，并检查写出的内容</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>正在导出</translation>
    </message>
    <message>
        <source>Exported %1, read back: largest difference %2 px for boxes, %3 for scores</source>
        <translation>已导出 %1：已回读，框最大相差 %2 像素，得分最大相差 %3</translation>
    </message>
    <message>
        <source>Exported %1, read back: all %2 tensors are equal</source>
        <translation>已导出 %1：已回读，全部 %2 个张量一致</translation>
    </message>
    <message>
        <source>torchvision&apos;s default box generator cannot produce the priors of %1 (%2): besides the weights, its model needs the boxes of this layout</source>
        <translation>torchvision 的默认框生成器无法生成 %1 的先验框（%2）：除权重外，其模型还需要此布局的框</translation>
    </message>
</context>
<context>
    <name>priorscope::DetectorSource</name>
    <message>
        <source>step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>%1, mAP %2</source>
        <translation>%1，mAP %2</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>The checkpoint whose detections are shown</source>
        <translation>显示其检测结果的检查点</translation>
    </message>
    <message>
        <source>Open checkpoint…</source>
        <translation>打开检查点…</translation>
    </message>
    <message>
        <source>Snapshot of the running training</source>
        <translation>正在训练的权重</translation>
    </message>
    <message>
        <source>No checkpoint</source>
        <translation>无检查点</translation>
    </message>
    <message>
        <source>running training, current weights</source>
        <translation>正在训练，当前权重</translation>
    </message>
    <message>
        <source>Open checkpoint</source>
        <translation>打开检查点</translation>
    </message>
    <message>
        <source>Opening checkpoint</source>
        <translation>正在打开检查点</translation>
    </message>
    <message>
        <source>Copying the weights</source>
        <translation>正在复制权重</translation>
    </message>
    <message>
        <source>best</source>
        <translation>最佳</translation>
    </message>
    <message>
        <source>last</source>
        <translation>最新</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Open saved detections…</source>
        <translation>打开保存的检测结果…</translation>
    </message>
    <message>
        <source>Open saved detections</source>
        <translation>打开保存的检测结果</translation>
    </message>
    <message>
        <source>COCO results, VOC results (*.json *.txt);;All files (*)</source>
        <translation>COCO 结果、VOC 结果 (*.json *.txt);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Checkpoints, exported weights (*.pt *.pth *.safetensors);;All files (*)</source>
        <translation>检查点、导出的权重 (*.pt *.pth *.safetensors);;所有文件 (*)</translation>
    </message>
    <message>
        <source>exported weights</source>
        <translation>导出的权重</translation>
    </message>
    <message>
        <source>Choosing the split</source>
        <translation>选择划分</translation>
    </message>
    <message>
        <source>The split %1 is shown to judge this detector on; another can be chosen above</source>
        <translation>现显示划分 %1，用以评判此检测器；可在上方另选</translation>
    </message>
</context>
<context>
    <name>priorscope::DeviceBox</name>
    <message>
        <source>automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
</context>
<context>
    <name>priorscope::DifferenceModel</name>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Option</source>
        <translation>选项</translation>
    </message>
</context>
<context>
    <name>priorscope::ErrorBanner</name>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Error: %1</source>
        <translation>错误：%1</translation>
    </message>
</context>
<context>
    <name>priorscope::ErrorBrowser</name>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>漏检</translation>
    </message>
    <message>
        <source>Objects that no detection matched.</source>
        <translation>没有检测与之匹配的目标。</translation>
    </message>
    <message>
        <source>all classes</source>
        <translation>所有类别</translation>
    </message>
    <message>
        <source>Listing errors</source>
        <translation>列出错误</translation>
    </message>
    <message>
        <source>Background taken for %1</source>
        <translation>背景被当作 %1</translation>
    </message>
    <message>
        <source>%1 not found</source>
        <translation>%1 未找到</translation>
    </message>
    <message>
        <source>%1 found</source>
        <translation>%1 已找到</translation>
    </message>
    <message>
        <source>%1 taken for %2</source>
        <translation>%1 被当作 %2</translation>
    </message>
    <message>
        <source>Missed: %1</source>
        <translation>漏检：%1</translation>
    </message>
    <message>
        <source>at these thresholds</source>
        <translation>在当前阈值下</translation>
    </message>
    <message>
        <source>evaluate the split to see them</source>
        <translation>评估该划分以查看</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>已审阅</translation>
    </message>
    <message>
        <source>Compared</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Evaluate %1</source>
        <translation>评估 %1</translation>
    </message>
    <message>
        <source>pinned, and now</source>
        <translation>已固定与现在</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Slices</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>click a group for its errors</source>
        <translation>点击一组查看其错误</translation>
    </message>
    <message>
        <source>click a name for all</source>
        <translation>点击名称查看全部</translation>
    </message>
    <message>
        <source>the first %1</source>
        <translation>前 %1 个</translation>
    </message>
    <message>
        <source>%1, most suspicious first</source>
        <translation>%1 个，最可疑的在前</translation>
    </message>
    <message>
        <source>Suspected labels</source>
        <translation>可疑标注</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>The dataset was read again after the split had been evaluated: its figures no longer hold. Evaluate again; where candidates are kept, the network need not run.</source>
        <translation>评估该划分之后数据集被重新读取：原来的数据不再有效。请重新评估；已保留候选的图像无需再次运行网络。</translation>
    </message>
    <message>
        <source>Evaluate again</source>
        <translation>重新评估</translation>
    </message>
    <message>
        <source>Unsaved labels do not count in the figures of the split. Images that have some: %1.</source>
        <translation>未保存的标注不计入该划分的数据。含有此类标注的图像：%1。</translation>
    </message>
    <message>
        <source>%1, below the score slider</source>
        <translation>%1，低于得分滑块</translation>
    </message>
    <message>
        <source>Wrong, scores %1 to %2</source>
        <translation>错误，得分 %1 至 %2</translation>
    </message>
    <message>
        <source>Right, scores %1 to %2</source>
        <translation>正确，得分 %1 至 %2</translation>
    </message>
    <message>
        <source>Errors from score %1 on</source>
        <translation>得分 %1 起的错误</translation>
    </message>
</context>
<context>
    <name>priorscope::ErrorGallery</name>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
</context>
<context>
    <name>priorscope::ErrorModel</name>
    <message>
        <source>best %1</source>
        <translation>最高 %1</translation>
    </message>
    <message>
        <source>is %1</source>
        <translation>实为 %1</translation>
    </message>
    <message>
        <source>IoU %1</source>
        <translation>IoU %1</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 in %2. %3 Click to look at it.</source>
        <translation>%2 中的 %1。%3点击查看。</translation>
    </message>
    <message>
        <source>Cost: what mAP (VOC10) gains, in points of 100, if this alone is mended: made right if nothing finds its object, else removed.</source>
        <translation>代价：只修正此错误时 mAP（VOC10）提高的百分点：若没有检测找到其目标则改为正确，否则删除。</translation>
    </message>
    <message>
        <source>Cost: what mAP (VOC10) gains, in points of 100, if this alone is found, before all others.</source>
        <translation>代价：只有此目标被找到且排在所有检测之前时 mAP（VOC10）提高的百分点。</translation>
    </message>
    <message>
        <source>Square root of the area, in pixels of the image.</source>
        <translation>面积的平方根，以图像像素计。</translation>
    </message>
    <message>
        <source>Suspicion: share of right ones among the detections of its class with this score or a higher one.</source>
        <translation>可疑度：该类别中得分不低于此值的检测里正确的比例。</translation>
    </message>
    <message>
        <source>Suspicion: share of the objects of its class and range of area that the detector proposes a box for; for this one it does not.</source>
        <translation>可疑度：同类别、同面积范围的目标中检测器给出候选框的比例；此目标没有。</translation>
    </message>
    <message>
        <source>cost %1</source>
        <translation>代价 %1</translation>
    </message>
    <message>
        <source>%1 px</source>
        <translation>%1 像素</translation>
    </message>
    <message>
        <source>suspicion %1</source>
        <translation>可疑度 %1</translation>
    </message>
</context>
<context>
    <name>priorscope::EstimateButton</name>
    <message>
        <source>Measuring a step</source>
        <translation>测量一步</translation>
    </message>
    <message>
        <source>Measuring …</source>
        <translation>正在测量…</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Measure a step</source>
        <translation>测量一步</translation>
    </message>
    <message>
        <source>Not measured</source>
        <translation>未测得</translation>
    </message>
    <message>
        <source>≈ %1</source>
        <translation>≈ %1</translation>
    </message>
    <message>
        <source>The run&apos;s time without evaluations and waits, and its memory. ≈: from a part of a step;
a click measures a whole one.</source>
        <translation>运行所需的时间（不含评估和等待）及其内存。≈：由一步的一部分估算；
点击可测量完整的一步。</translation>
    </message>
</context>
<context>
    <name>priorscope::ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>State dict (.pth)</source>
        <translation>状态字典 (.pth)</translation>
    </message>
    <message>
        <source>TorchScript (.pt)</source>
        <translation>TorchScript (.pt)</translation>
    </message>
    <message>
        <source>ONNX (.onnx)</source>
        <translation>ONNX (.onnx)</translation>
    </message>
    <message>
        <source>Boxes and scores of every prior</source>
        <translation>每个先验框的框与得分</translation>
    </message>
    <message>
        <source>Detections after NMS</source>
        <translation>检测结果（已抑制）</translation>
    </message>
    <message>
        <source>Raw outputs of the heads</source>
        <translation>检测头的原始输出</translation>
    </message>
    <message>
        <source>One image</source>
        <translation>一张图像</translation>
    </message>
    <message>
        <source>Any number of images</source>
        <translation>任意张图像</translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <translation>选择(&amp;C)…</translation>
    </message>
    <message>
        <source>Choose folder and name (Alt+C)</source>
        <translation>选择文件夹和名称 (Alt+C)</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>格式(&amp;F)</translation>
    </message>
    <message>
        <source>What the file is for (Alt+F)</source>
        <translation>文件的用途 (Alt+F)</translation>
    </message>
    <message>
        <source>&amp;Outputs</source>
        <translation>输出(&amp;O)</translation>
    </message>
    <message>
        <source>What the exported network outputs (Alt+O)</source>
        <translation>导出的网络输出什么 (Alt+O)</translation>
    </message>
    <message>
        <source>&amp;Batch</source>
        <translation>批量(&amp;B)</translation>
    </message>
    <message>
        <source>How many images it processes at a time (Alt+B)</source>
        <translation>每次处理多少张图像 (Alt+B)</translation>
    </message>
    <message>
        <source>F&amp;ile</source>
        <translation>文件(&amp;I)</translation>
    </message>
    <message>
        <source>The file to write (Alt+I)</source>
        <translation>要写出的文件 (Alt+I)</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>导出(&amp;E)</translation>
    </message>
    <message>
        <source>Write the file, read it back and compare it with this detector (Alt+E)</source>
        <translation>写出文件，回读并与此检测器比较 (Alt+E)</translation>
    </message>
    <message>
        <source>Enter a file name.</source>
        <translation>请指定文件名。</translation>
    </message>
    <message>
        <source>This is the checkpoint itself; choose another name.</source>
        <translation>这是检查点本身，请换一个名称。</translation>
    </message>
    <message>
        <source>This folder does not exist.</source>
        <translation>没有这个文件夹。</translation>
    </message>
    <message>
        <source>The weights with torchvision&apos;s parameter names, for load_state_dict in Python.</source>
        <translation>以 torchvision 的名称保存的权重，供 Python 的 load_state_dict 使用。</translation>
    </message>
    <message>
        <source>Runs in OpenCV, ONNX Runtime and others.</source>
        <translation>可在 OpenCV、ONNX Runtime 等中运行。</translation>
    </message>
    <message>
        <source>Runs with torch.jit.load in Python and C++, for any number of images.</source>
        <translation>在 Python 和 C++ 中用 torch.jit.load 运行，图像数量不限。</translation>
    </message>
    <message>
        <source>%1 Outputs the raw predictions of the heads, not decoded.</source>
        <translation>%1给出检测头的预测，未解码。</translation>
    </message>
    <message>
        <source>%1 Outputs a box and the class probabilities of each prior.</source>
        <translation>%1给出每个先验框的框和类别概率。</translation>
    </message>
    <message>
        <source>Runs in ONNX Runtime and others; OpenCV does not support NMS.</source>
        <translation>可在 ONNX Runtime 等中运行；OpenCV 不支持抑制。</translation>
    </message>
    <message>
        <source>%1 Outputs the detections at the detector&apos;s own thresholds.</source>
        <translation>%1按检测器自身的限值给出检测结果。</translation>
    </message>
    <message>
        <source>Safetensors (.safetensors)</source>
        <translation>Safetensors (.safetensors)</translation>
    </message>
    <message>
        <source>The same weights without pickle, for the safetensors libraries.</source>
        <translation>同样的权重，不含 pickle，供 safetensors 库使用。</translation>
    </message>
    <message>
        <source>%1 already exists in %2. Replace it?</source>
        <translation>%2 中已有 %1。要替换吗？</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>This file exists already.</source>
        <translation>此文件已存在。</translation>
    </message>
    <message>
        <source>%1 Outputs the detections at the operating point: %2.</source>
        <translation>%1输出工作点下的检测结果：%2。</translation>
    </message>
</context>
<context>
    <name>priorscope::Facets</name>
    <message>
        <source>Objects per class</source>
        <translation>各类别目标数</translation>
    </message>
    <message>
        <source>shown</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Flags</source>
        <translation>标志</translation>
    </message>
    <message>
        <source>Difficult objects</source>
        <translation>困难目标</translation>
    </message>
    <message>
        <source>Show and count objects marked as difficult. They are not training targets unless enabled.</source>
        <translation>显示并统计标记为困难的目标。除非明确要求，它们不作为训练目标。</translation>
    </message>
    <message>
        <source>Truncated objects</source>
        <translation>截断目标</translation>
    </message>
    <message>
        <source>Show and count objects that reach beyond the image.</source>
        <translation>显示并统计超出图像范围的目标。</translation>
    </message>
    <message>
        <source>Images without file</source>
        <translation>缺少文件的图像</translation>
    </message>
    <message>
        <source>Show images whose file is missing; their boxes can still be viewed.</source>
        <translation>显示文件不在文件夹中的图像；仍可查看其标注框。</translation>
    </message>
</context>
<context>
    <name>priorscope::FeedbackDialog</name>
    <message>
        <source>Images of the training split that come more often: %1.</source>
        <translation>训练划分中更常出现的图像：%1。</translation>
    </message>
    <message>
        <source>How often images come in the planned run so far (%1) is replaced.</source>
        <translation>计划的训练原有的图像采样方式（%1）将被替换。</translation>
    </message>
    <message>
        <source>Images without objects that are added as negatives: %1. Negatives make up %2 of each batch.</source>
        <translation>作为负样本加入的无目标图像：%1。每批中负样本占 %2。</translation>
    </message>
    <message>
        <source>Left out, because the run is validated on them: %1.</source>
        <translation>因用于验证而不加入：%1。</translation>
    </message>
    <message>
        <source>Left out, because they are not in its training split: %1. A detector that has seen what it is judged by would be judged too well.</source>
        <translation>因不在训练划分中而不加入：%1。见过评判用图像的检测器会得到过好的评判。</translation>
    </message>
    <message>
        <source>Left out until their labels are mended: %1.</source>
        <translation>在标注修正之前不加入：%1。</translation>
    </message>
    <message>
        <source>No reviewed image can go into the next run. Errors of the model count in images of its training split, and in folders of images without objects.</source>
        <translation>没有已审阅的图像可用于下一次训练。只有训练划分中的图像，以及无目标图像文件夹中的模型错误才会计入。</translation>
    </message>
    <message>
        <source>Next run with reviewed errors</source>
        <translation>用已审阅的错误计划下一次训练</translation>
    </message>
    <message>
        <source>The others come once an epoch (Alt+T)</source>
        <translation>其他图像每轮出现一次（Alt+T）</translation>
    </message>
    <message>
        <source>&amp;Times as often</source>
        <translation>出现倍数(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Plan the run</source>
        <translation>计划训练(&amp;P)</translation>
    </message>
    <message>
        <source>Change the planned run in Train; nothing starts yet (Alt+P)</source>
        <translation>更改“训练”中计划的训练；尚不会开始（Alt+P）</translation>
    </message>
    <message>
        <source>reviewed errors</source>
        <translation>已审阅的错误</translation>
    </message>
    <message>
        <source>Pa&amp;ste the false positives onto other training images: %1</source>
        <translation>将假正例粘贴到其他训练图像上(&amp;S)：%1</translation>
    </message>
    <message>
        <source>Where they touch no object, as background, with probability %1. Those that overlap an object are not counted (Alt+S)</source>
        <translation>作为背景粘贴在不接触目标之处，概率 %1。与目标重叠的不计入 (Alt+S)</translation>
    </message>
    <message>
        <source>False positives that are pasted onto other images: %1.</source>
        <translation>粘贴到其他图像上的假正例：%1。</translation>
    </message>
</context>
<context>
    <name>priorscope::FieldChart</name>
    <message>
        <source>%1 px</source>
        <translation>%1 像素</translation>
    </message>
    <message>
        <source>all of it</source>
        <translation>整幅</translation>
    </message>
    <message>
        <source>Receptive fields</source>
        <translation>感受野</translation>
    </message>
    <message>
        <source>%1: priors of %2 to %3; a cell sees %4 of the image, mostly within %5 (95 % of the gradient energy of the untrained network)</source>
        <translation>%1：先验框 %2 至 %3；一个单元看到图像的 %4，大部分在 %5 内（未训练时其梯度能量的 95 % 所在）</translation>
    </message>
    <message>
        <source>Its largest priors exceed its receptive field.</source>
        <translation>其最大的先验框超出了它的视野。</translation>
    </message>
    <message>
        <source>No backbone has maps with these cell counts</source>
        <translation>没有主干网络具有这些单元的特征图</translation>
    </message>
    <message>
        <source>Computing receptive fields…</source>
        <translation>正在测量一个单元的视野…</translation>
    </message>
</context>
<context>
    <name>priorscope::FigureStrip</name>
    <message>
        <source>Headline figures</source>
        <translation>主要指标</translation>
    </message>
</context>
<context>
    <name>priorscope::FindingsPanel</name>
    <message>
        <source>Findings</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Kind of finding</source>
        <translation>问题类型</translation>
    </message>
    <message>
        <source>Which findings are listed</source>
        <translation>列出哪些问题</translation>
    </message>
    <message>
        <source>Check images</source>
        <translation>检查图像</translation>
    </message>
    <message>
        <source>Save findings…</source>
        <translation>保存问题…</translation>
    </message>
    <message>
        <source>Save the listed findings as a table (%1)</source>
        <translation>将列出的问题保存为表格（%1）</translation>
    </message>
    <message>
        <source>Copy the finding</source>
        <translation>复制该问题</translation>
    </message>
    <message>
        <source>Checking images</source>
        <translation>检查图像</translation>
    </message>
    <message>
        <source>All, %1</source>
        <translation>全部，%1</translation>
    </message>
    <message>
        <source>All but missing images, %1</source>
        <translation>除缺失图像外全部，%1</translation>
    </message>
    <message>
        <source>Stop checking</source>
        <translation>停止检查</translation>
    </message>
    <message>
        <source>Stop decoding the images (%1)</source>
        <translation>停止解码图像（%1）</translation>
    </message>
    <message>
        <source>decoding image %1 of %2</source>
        <translation>正在解码第 %1 张图像，共 %2 张</translation>
    </message>
    <message>
        <source>%1 images decoded</source>
        <translation>已解码 %1 张图像</translation>
    </message>
    <message>
        <source>images not decoded</source>
        <translation>图像尚未解码</translation>
    </message>
    <message>
        <source>No dataset is open.</source>
        <translation>未打开数据集。</translation>
    </message>
    <message>
        <source>No problems found: %1 annotations were read and %2 images decoded.</source>
        <translation>未发现问题：已读取 %1 个标注，解码 %2 张图像。</translation>
    </message>
    <message>
        <source>No problems found in %1 annotations. Their images have not been decoded yet.</source>
        <translation>%1 个标注未发现问题。其图像尚未解码。</translation>
    </message>
    <message>
        <source>The finding in full</source>
        <translation>问题全文</translation>
    </message>
    <message>
        <source>%1 images, %2 findings</source>
        <translation>%1 张图像，%2 个问题</translation>
    </message>
    <message>
        <source>Labels that may be wrong, as the detector of Detect sees them: confident detections without an object or of another class, and objects that it never proposes. Click to look at them there</source>
        <translation>检测页中的检测器认为可能有误的标注：没有目标或类别不同的高置信检测，以及它从未给出候选的目标。点击前往查看</translation>
    </message>
    <message>
        <source>Suspected labels: %1</source>
        <translation>可疑标注：%1</translation>
    </message>
    <message>
        <source>Label patches…</source>
        <translation>标注补丁…</translation>
    </message>
    <message>
        <source>Label patches: %1</source>
        <translation>标注补丁：%1</translation>
    </message>
    <message>
        <source>Suspected: %1</source>
        <translation>可疑：%1</translation>
    </message>
    <message>
        <source>Patches: %1</source>
        <translation>补丁：%1</translation>
    </message>
    <message>
        <source>Other findings, %1</source>
        <translation>其他发现，%1</translation>
    </message>
    <message>
        <source>Decode every image, look at the labels for the run planned in Train, and compare the pictures of splits (%1)</source>
        <translation>解码每幅图像，按“训练”中计划的运行检查标注，并比较各划分的图像（%1）</translation>
    </message>
    <message>
        <source>Changes of labels that were decided on here or in Detect: click to write them into the annotations, or to take them back (P)</source>
        <translation>在此处或“检测”中决定的标注更改：点击写入标注，或撤回（P）</translation>
    </message>
</context>
<context>
    <name>priorscope::GroupFacets</name>
    <message>
        <source>Show these objects alone; once more: all again</source>
        <translation>仅显示这些目标；再次单击：重新显示全部</translation>
    </message>
    <message>
        <source>Object size</source>
        <translation>目标大小</translation>
    </message>
    <message>
        <source>COCO, px²</source>
        <translation>COCO，px²</translation>
    </message>
    <message>
        <source>Small, under 32²</source>
        <translation>小，小于 32²</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>中</translation>
    </message>
    <message>
        <source>Large, from 96² on</source>
        <translation>大，96² 及以上</translation>
    </message>
    <message>
        <source>Aspect ratio</source>
        <translation>宽高比</translation>
    </message>
    <message>
        <source>width : height</source>
        <translation>宽 : 高</translation>
    </message>
    <message>
        <source>Tall, under 1 : 2</source>
        <translation>高，小于 1 : 2</translation>
    </message>
    <message>
        <source>Between</source>
        <translation>介于两者之间</translation>
    </message>
    <message>
        <source>Wide, over 2 : 1</source>
        <translation>宽，大于 2 : 1</translation>
    </message>
    <message>
        <source>Counting objects</source>
        <translation>统计目标</translation>
    </message>
</context>
<context>
    <name>priorscope::ImageCanvas</name>
    <message>
        <source>Image with boxes</source>
        <translation>带框的图像</translation>
    </message>
</context>
<context>
    <name>priorscope::ImageDetections</name>
    <message>
        <source>No image</source>
        <translation>无图像</translation>
    </message>
    <message>
        <source>Detections</source>
        <translation>检测</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>漏检</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Detected ground-truth objects, in the colours of their classes; difficult ones dotted</source>
        <translation>已检出的真实框，按类别着色；困难目标用点线</translation>
    </message>
    <message>
        <source>Fit the image</source>
        <translation>适应窗口</translation>
    </message>
    <message>
        <source>Detecting</source>
        <translation>正在检测</translation>
    </message>
    <message>
        <source>Open a dataset in the Dataset workspace.</source>
        <translation>请在数据集工作区中打开数据集。</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>正在加载…</translation>
    </message>
    <message>
        <source>detections: %1</source>
        <translation>检测：%1</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>No detections at these thresholds.</source>
        <translation>在当前阈值下没有检测。</translation>
    </message>
    <message>
        <source>Detecting…</source>
        <translation>正在检测…</translation>
    </message>
    <message>
        <source>Nothing could be detected in this image.</source>
        <translation>无法在此图像中进行检测。</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>prior</source>
        <translation>先验框</translation>
    </message>
    <message>
        <source>Saved detections come without a network: only images of the evaluated split have any.</source>
        <translation>保存的检测结果没有网络：只有被评估划分中的图像才有检测。</translation>
    </message>
    <message>
        <source>Open a checkpoint to see what it detects.</source>
        <translation>打开检查点，查看其检测结果。</translation>
    </message>
    <message>
        <source>Open a dataset to see what is detected in its images.</source>
        <translation>打开数据集，查看在其图像中的检测结果。</translation>
    </message>
    <message>
        <source>Suppressed</source>
        <translation>被抑制</translation>
    </message>
    <message>
        <source>What NMS removes in this image at these thresholds, faint and dotted (S)</source>
        <translation>当前阈值下 NMS 在此图像中移除的候选，以细点线显示（S）</translation>
    </message>
    <message>
        <source>Show what NMS suppresses</source>
        <translation>显示被 NMS 抑制的候选</translation>
    </message>
</context>
<context>
    <name>priorscope::ImageGrid</name>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>No image matches “%1”. Esc clears the search.</source>
        <translation>没有图像与“%1”匹配。按 Esc 键清除搜索。</translation>
    </message>
    <message>
        <source>No image passes the filters.</source>
        <translation>没有图像通过筛选。</translation>
    </message>
    <message>
        <source>This split has no images.</source>
        <translation>此划分没有图像。</translation>
    </message>
</context>
<context>
    <name>priorscope::ImageInspector</name>
    <message>
        <source>Current image</source>
        <translation>当前图像</translation>
    </message>
    <message>
        <source>Objects of the image</source>
        <translation>图像中的目标</translation>
    </message>
    <message>
        <source>Previous image (A)</source>
        <translation>上一张图像（A）</translation>
    </message>
    <message>
        <source>Next image (D)</source>
        <translation>下一张图像（D）</translation>
    </message>
    <message>
        <source>No image</source>
        <translation>无图像</translation>
    </message>
    <message>
        <source>%1 × %2 px</source>
        <translation>%1 × %2 像素</translation>
    </message>
    <message>
        <source>objects: %1, difficult: %2</source>
        <translation>目标：%1，困难：%2</translation>
    </message>
    <message>
        <source>Best priors of an image</source>
        <translation>图像的最佳先验框</translation>
    </message>
    <message>
        <source>tags: %1</source>
        <translation>标签：%1</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>已核验</translation>
    </message>
    <message>
        <source>You have checked this image&apos;s labels; saving writes it into the annotation, as LabelImg does (Space, where the images have the focus)</source>
        <translation>您已检查过此图像的标注；保存时会像 LabelImg 那样写入标注文件（焦点在图像上时按空格键）</translation>
    </message>
</context>
<context>
    <name>priorscope::ImageListModel</name>
    <message>
        <source>%1: %2 × %3 px, %4 objects shown</source>
        <translation>%1：%2 × %3 像素，显示 %4 个目标</translation>
    </message>
    <message>
        <source>%1, verified</source>
        <translation>%1，已核验</translation>
    </message>
</context>
<context>
    <name>priorscope::ImageOverlayText</name>
    <message>
        <source>Priors of a cell of %1, px at %2: %3</source>
        <translation>%1 一个单元的先验框（输入 %2 像素）：%3</translation>
    </message>
    <message>
        <source>Move the pointer over the image to see the priors of that cell</source>
        <translation>将指针移到图像上，查看该单元的先验框</translation>
    </message>
    <message>
        <source>Click an object to see the priors that cover it</source>
        <translation>单击目标，查看能找到它的先验框</translation>
    </message>
    <message>
        <source>before %1</source>
        <translation>之前 %1</translation>
    </message>
    <message>
        <source>after %1</source>
        <translation>之后 %1</translation>
    </message>
    <message>
        <source>best prior %1</source>
        <translation>最佳先验框 %1</translation>
    </message>
    <message>
        <source>No prior overlaps this object</source>
        <translation>没有先验框与该目标重叠</translation>
    </message>
    <message>
        <source>best prior %1, %2, cell (%3, %4)</source>
        <translation>最佳先验框 %1，%2，单元 (%3, %4)</translation>
    </message>
    <message>
        <source>positives %1 → %2</source>
        <translation>正样本 %1 → %2</translation>
    </message>
    <message>
        <source>offsets %1</source>
        <translation>偏移量 %1</translation>
    </message>
    <message>
        <source>forced %1</source>
        <translation>强制 %1</translation>
    </message>
    <message>
        <source>Step 1: %1 of %2 priors overlap an object by IoU 0.50 or more</source>
        <translation>第 1 步：%2 个先验框中有 %1 个与某目标的交并比不低于 0.50</translation>
    </message>
    <message>
        <source>Step 2: each object takes its best prior; %1 forced, %2 positives in all</source>
        <translation>第 2 步：每个目标取其最佳先验框；强制 %1 个，正样本共 %2 个</translation>
    </message>
    <message>
        <source>Step 3: %1 negatives, of which the %2 of largest loss are trained (3 : 1); shown: those closest to an object</source>
        <translation>第 3 步：负样本 %1 个，其中损失最大的 %2 个参与训练（3 : 1）；图中为最接近目标的负样本</translation>
    </message>
</context>
<context>
    <name>priorscope::ImagePanel</name>
    <message>
        <source>Image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>All maps</source>
        <translation>全部特征图</translation>
    </message>
    <message>
        <source>The cell under the pointer in every feature map, not only the selected one</source>
        <translation>显示指针下每个特征图的单元，而不仅是所选特征图</translation>
    </message>
    <message>
        <source>Priors that overlap an object by IoU 0.50 or more become positives (N)</source>
        <translation>与目标交并比不低于 0.50 的先验框成为正样本（N）</translation>
    </message>
    <message>
        <source>Each object takes its best prior, whatever the overlap (N)</source>
        <translation>每个目标取其最佳先验框，不论交并比（N）</translation>
    </message>
    <message>
        <source>All others are negatives; the hardest are trained (N)</source>
        <translation>其余为负样本，只训练最难的（N）</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Matching</source>
        <translation>匹配</translation>
    </message>
    <message>
        <source>Priors of the cell under the pointer (Alt+1)</source>
        <translation>指针下单元的先验框（Alt+1）</translation>
    </message>
    <message>
        <source>Priors that cover the selected object (Alt+2)</source>
        <translation>能找到所选目标的先验框（Alt+2）</translation>
    </message>
    <message>
        <source>Matching, step by step, as the loss does it (Alt+3)</source>
        <translation>按损失函数的方式逐步匹配（Alt+3）</translation>
    </message>
    <message>
        <source>Previous image (A)</source>
        <translation>上一张图像（A）</translation>
    </message>
    <message>
        <source>Next image (D)</source>
        <translation>下一张图像（D）</translation>
    </message>
    <message>
        <source>Fit the image (Ctrl+F)</source>
        <translation>适应窗口（Ctrl+F）</translation>
    </message>
</context>
<context>
    <name>priorscope::ImageRowModel</name>
    <message>
        <source>Image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Size, px</source>
        <translation>大小，像素</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>发现</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>The image&apos;s name; the tooltip has its file</source>
        <translation>图像的名称；提示中有其文件</translation>
    </message>
    <message>
        <source>Width × height in pixels</source>
        <translation>宽 × 高，像素</translation>
    </message>
    <message>
        <source>Objects that the filters show</source>
        <translation>筛选后显示的目标</translation>
    </message>
    <message>
        <source>Their classes, most objects first</source>
        <translation>其类别，目标最多的在前</translation>
    </message>
    <message>
        <source>Kinds of findings; F7 looks for more</source>
        <translation>发现的种类；F7 查找更多</translation>
    </message>
    <message>
        <source>Tags of the image (T)</source>
        <translation>图像的标签 (T)</translation>
    </message>
    <message>
        <source>verified</source>
        <translation>已核验</translation>
    </message>
    <message>
        <source>not verified</source>
        <translation>未核验</translation>
    </message>
    <message>
        <source>Verified: somebody has checked the labels (Space)</source>
        <translation>已核验：有人检查过标注（空格键）</translation>
    </message>
</context>
<context>
    <name>priorscope::ImageSorter</name>
    <message>
        <source>as listed</source>
        <translation>列表顺序</translation>
    </message>
    <message>
        <source>file name</source>
        <translation>文件名</translation>
    </message>
    <message>
        <source>most objects</source>
        <translation>目标最多</translation>
    </message>
    <message>
        <source>fewest objects</source>
        <translation>目标最少</translation>
    </message>
    <message>
        <source>smallest object</source>
        <translation>最小目标</translation>
    </message>
    <message>
        <source>largest object</source>
        <translation>最大目标</translation>
    </message>
    <message>
        <source>smallest image</source>
        <translation>最小图像</translation>
    </message>
    <message>
        <source>largest image</source>
        <translation>最大图像</translation>
    </message>
    <message>
        <source>worst covered</source>
        <translation>覆盖最差</translation>
    </message>
    <message>
        <source>In the order of the split&apos;s list</source>
        <translation>按划分列表中的顺序</translation>
    </message>
    <message>
        <source>By the name of the file</source>
        <translation>按文件名</translation>
    </message>
    <message>
        <source>Images with most shown objects first</source>
        <translation>显示目标最多的图像在前</translation>
    </message>
    <message>
        <source>Images with fewest shown objects first</source>
        <translation>显示目标最少的图像在前</translation>
    </message>
    <message>
        <source>The image with the smallest shown object first, by its area in pixels</source>
        <translation>含最小显示目标（按像素面积）的图像在前</translation>
    </message>
    <message>
        <source>The image with the largest shown object first, by its area in pixels</source>
        <translation>含最大显示目标（按像素面积）的图像在前</translation>
    </message>
    <message>
        <source>The smallest image first, by its area in pixels</source>
        <translation>最小的图像（按像素面积）在前</translation>
    </message>
    <message>
        <source>The largest image first, by its area in pixels</source>
        <translation>最大的图像（按像素面积）在前</translation>
    </message>
    <message>
        <source>First the image with the shown object that the priors of the run planned in Train cover worst: by its best IoU</source>
        <translation>按最佳 IoU，先显示含有被“训练”中计划运行的先验框覆盖最差目标的图像</translation>
    </message>
    <message>
        <source>Ordering the images</source>
        <translation>正在排列图像</translation>
    </message>
    <message>
        <source>Ordering the images by their best priors</source>
        <translation>正在按最佳先验框排列图像</translation>
    </message>
    <message>
        <source>most errors</source>
        <translation>错误最多</translation>
    </message>
    <message>
        <source>Images with most false positives and missed objects first, at the thresholds in Detect; a split has to be evaluated there</source>
        <translation>误检和漏检最多的图像在前，按“检测”中的阈值；须先在那里评估一个划分</translation>
    </message>
</context>
<context>
    <name>priorscope::ImageStore</name>
    <message>
        <source>The image file does not exist.</source>
        <translation>图像文件不存在。</translation>
    </message>
</context>
<context>
    <name>priorscope::ImageTableView</name>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
</context>
<context>
    <name>priorscope::ImagesPanel</name>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Size of the thumbnails</source>
        <translation>缩略图大小</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>All images as thumbnails (Esc)</source>
        <translation>以缩略图显示全部图像（Esc）</translation>
    </message>
    <message>
        <source>The current image, large (Enter, or a double click)</source>
        <translation>放大显示当前图像（Enter 或双击）</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Save as split…</source>
        <translation>另存为划分…</translation>
    </message>
    <message>
        <source>Order of the images, here and for A and D (O)</source>
        <translation>图像的顺序，也用于 A 和 D 键（O）</translation>
    </message>
    <message>
        <source>Order of the images</source>
        <translation>图像的顺序</translation>
    </message>
    <message>
        <source>Save the images shown as a list, a split of this dataset (%1)</source>
        <translation>将显示的图像存为列表，即此数据集的一个划分（%1）</translation>
    </message>
    <message>
        <source>No image is shown that could be saved</source>
        <translation>没有显示可以保存的图像</translation>
    </message>
    <message>
        <source>Save the images shown as a split</source>
        <translation>将显示的图像存为划分</translation>
    </message>
    <message>
        <source>Save a list of the images shown; no split: %1</source>
        <translation>保存所显示图像的列表；不是划分：%1</translation>
    </message>
    <message>
        <source>List of images (*.txt)</source>
        <translation>图像列表 (*.txt)</translation>
    </message>
    <message>
        <source>Splits are lists whose names end in .txt</source>
        <translation>划分是以 .txt 结尾的列表</translation>
    </message>
    <message>
        <source>Choose a folder outside the dataset: %1</source>
        <translation>请选择数据集之外的文件夹：%1</translation>
    </message>
    <message>
        <source>In the dataset&apos;s folder, lists belong into %1</source>
        <translation>在数据集文件夹中，列表应放在 %1</translation>
    </message>
    <message>
        <source>%1 images listed in %2, which is no split of this dataset</source>
        <translation>%1 幅图像列于 %2，它不是此数据集的划分</translation>
    </message>
    <message>
        <source>List</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>All images as a table (L)</source>
        <translation>以表格显示所有图像 (L)</translation>
    </message>
</context>
<context>
    <name>priorscope::IssueTableModel</name>
    <message>
        <source>Annotation cannot be read</source>
        <translation>标注无法读取</translation>
    </message>
    <message>
        <source>No size</source>
        <translation>缺少尺寸</translation>
    </message>
    <message>
        <source>Box outside the image</source>
        <translation>框超出图像</translation>
    </message>
    <message>
        <source>Empty box</source>
        <translation>空框</translation>
    </message>
    <message>
        <source>Image missing</source>
        <translation>缺少图像</translation>
    </message>
    <message>
        <source>Image cannot be read</source>
        <translation>图像无法读取</translation>
    </message>
    <message>
        <source>Annotation missing</source>
        <translation>缺少标注</translation>
    </message>
    <message>
        <source>Object without class</source>
        <translation>目标缺少类别</translation>
    </message>
    <message>
        <source>Class not in the list</source>
        <translation>类别不在列表中</translation>
    </message>
    <message>
        <source>Names another image</source>
        <translation>标注指向另一张图像</translation>
    </message>
    <message>
        <source>Several images fit</source>
        <translation>有多张图像匹配</translation>
    </message>
    <message>
        <source>Image claimed twice</source>
        <translation>图像被重复认领</translation>
    </message>
    <message>
        <source>Size differs from the image</source>
        <translation>尺寸与图像不符</translation>
    </message>
    <message>
        <source>Rotated by EXIF</source>
        <translation>EXIF 方向</translation>
    </message>
    <message>
        <source>Text encoding</source>
        <translation>文本编码</translation>
    </message>
    <message>
        <source>Decimal comma</source>
        <translation>小数逗号</translation>
    </message>
    <message>
        <source>Several boxes in an object</source>
        <translation>一个目标有多个框</translation>
    </message>
    <message>
        <source>Unusual element</source>
        <translation>异常元素</translation>
    </message>
    <message>
        <source>Folder cannot be opened</source>
        <translation>文件夹无法打开</translation>
    </message>
    <message>
        <source>Nearly equal class names</source>
        <translation>类别名称近似</translation>
    </message>
    <message>
        <source>Class called background</source>
        <translation>名为背景的类别</translation>
    </message>
    <message>
        <source>Repeated in a split</source>
        <translation>划分中重复</translation>
    </message>
    <message>
        <source>List cannot be used</source>
        <translation>列表不可用</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Box in fractions</source>
        <translation>框为比例坐标</translation>
    </message>
    <message>
        <source>Duplicate object</source>
        <translation>内容重复</translation>
    </message>
    <message>
        <source>Splits share images</source>
        <translation>划分之间有重叠图像</translation>
    </message>
    <message>
        <source>Tiny box</source>
        <translation>极小的框</translation>
    </message>
    <message>
        <source>Suspected label</source>
        <translation>可疑标注</translation>
    </message>
    <message>
        <source>Near duplicate in another split</source>
        <translation>另一划分中的近似重复</translation>
    </message>
    <message>
        <source>Two boxes in one place</source>
        <translation>同一位置有两个框</translation>
    </message>
    <message>
        <source>Two classes in one place</source>
        <translation>同一位置有两个类别</translation>
    </message>
    <message>
        <source>Sliver</source>
        <translation>细长目标</translation>
    </message>
    <message>
        <source>Small at the input</source>
        <translation>在输入中过小</translation>
    </message>
    <message>
        <source>Class missing in a split</source>
        <translation>划分缺少类别</translation>
    </message>
    <message>
        <source>Unusual size</source>
        <translation>异常大小</translation>
    </message>
    <message>
        <source>No prior covers it</source>
        <translation>没有先验框覆盖</translation>
    </message>
    <message>
        <source>Class once in a split</source>
        <translation>子集中某类别仅一个目标</translation>
    </message>
    <message>
        <source>Image in no split</source>
        <translation>不属于任何子集的图像</translation>
    </message>
    <message>
        <source>Channels differ</source>
        <translation>通道数不符</translation>
    </message>
</context>
<context>
    <name>priorscope::JobStrip</name>
    <message>
        <source>Jobs</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Cancel this job</source>
        <translation>取消此任务</translation>
    </message>
    <message>
        <source>Show or hide the log (Ctrl+L)</source>
        <translation>显示或隐藏日志（Ctrl+L）</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>另有 %1 个</translation>
    </message>
</context>
<context>
    <name>priorscope::LabelEditor</name>
    <message>
        <source>Class, or a new name</source>
        <translation>类别，或新名称</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>New class: %1</source>
        <translation>新类别：%1</translation>
    </message>
    <message>
        <source>Edit labels</source>
        <translation>编辑标签</translation>
    </message>
    <message>
        <source>New box</source>
        <translation>新建框</translation>
    </message>
    <message>
        <source>Class…</source>
        <translation>类别…</translation>
    </message>
    <message>
        <source>Difficult</source>
        <translation>困难</translation>
    </message>
    <message>
        <source>Truncated</source>
        <translation>截断</translation>
    </message>
    <message>
        <source>Occluded</source>
        <translation>遮挡</translation>
    </message>
    <message>
        <source>Duplicate the object</source>
        <translation>复制目标</translation>
    </message>
    <message>
        <source>Remove the object</source>
        <translation>移除目标</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Save labels</source>
        <translation>保存标签</translation>
    </message>
    <message>
        <source>Write edited labels to a folder…</source>
        <translation>将编辑过的标签写入文件夹…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>… and %1 more: see the log</source>
        <translation>… 还有 %1 个：见日志</translation>
    </message>
    <message>
        <source>Write the edited annotations to a folder</source>
        <translation>将编辑过的标注写入文件夹</translation>
    </message>
    <message>
        <source>Draw, move and change boxes of the large image; nothing is written before you save (%1)</source>
        <translation>在大图上绘制、移动和更改框；保存之前不会写入任何内容 (%1)</translation>
    </message>
    <message>
        <source>Drag from corner to corner, then choose the class (%1)</source>
        <translation>从一角拖到另一角，然后选择类别 (%1)</translation>
    </message>
    <message>
        <source>Select an object first</source>
        <translation>请先选择一个目标</translation>
    </message>
    <message>
        <source>Another class for this object</source>
        <translation>为此目标换一个类别</translation>
    </message>
    <message>
        <source>Take this object out of the annotation</source>
        <translation>从标注中去掉此目标</translation>
    </message>
    <message>
        <source>A second object of this size beside it</source>
        <translation>在旁边再添一个同样大小的目标</translation>
    </message>
    <message>
        <source>Set or clear this flag</source>
        <translation>设置或清除此标记</translation>
    </message>
    <message>
        <source>There is nothing to save</source>
        <translation>没有需要保存的内容</translation>
    </message>
    <message>
        <source>Write the changes into the annotations; the files as they are go into a backup first (%1)</source>
        <translation>将更改写入标注；原文件先存入备份 (%1)</translation>
    </message>
    <message>
        <source>Rename a class everywhere…</source>
        <translation>在所有标注中重命名类别…</translation>
    </message>
    <message>
        <source>Choose a class in the list, or select an object</source>
        <translation>请在列表中选择类别，或选中一个目标</translation>
    </message>
    <message>
        <source>Another name for %1 in every annotation, as one step (%2)</source>
        <translation>在所有标注中将 %1 改为其他名称，作为一步 (%2)</translation>
    </message>
</context>
<context>
    <name>priorscope::LabelEdits</name>
    <message>
        <source>%1 changes of labels</source>
        <translation>%1 处标签更改</translation>
    </message>
    <message>
        <source>box of %1</source>
        <translation>%1 的框</translation>
    </message>
    <message>
        <source>new %1</source>
        <translation>新 %1</translation>
    </message>
    <message>
        <source>removal of %1</source>
        <translation>移除 %1</translation>
    </message>
    <message>
        <source>flag of %1</source>
        <translation>%1 的标记</translation>
    </message>
    <message>
        <source>Open a dataset first</source>
        <translation>请先打开数据集</translation>
    </message>
    <message>
        <source>Only a folder of Pascal VOC annotations is edited here. Other formats can be converted: priorscope-cli dataset convert --to voc</source>
        <translation>此处只能编辑 Pascal VOC 标注文件夹。其他格式可以转换：priorscope-cli dataset convert --to voc</translation>
    </message>
    <message>
        <source>This image has no annotation file of its own</source>
        <translation>此图像没有自己的标注文件</translation>
    </message>
    <message>
        <source>The size of this image is not known</source>
        <translation>不知道此图像的大小</translation>
    </message>
    <message>
        <source>Something else has changed this annotation since it was edited here: save elsewhere, or discard those edits</source>
        <translation>在此处编辑之后，其他程序更改了此标注：请另存到别处，或放弃那些编辑</translation>
    </message>
    <message>
        <source>Comparing label edits with the annotations</source>
        <translation>比较标签编辑与标注</translation>
    </message>
    <message>
        <source>Saving labels</source>
        <translation>保存标签</translation>
    </message>
    <message>
        <source>No annotation was changed.</source>
        <translation>没有更改任何标注。</translation>
    </message>
    <message>
        <source>Annotations saved: %1. Their originals are in %2.</source>
        <translation>已保存标注：%1。原件在 %2。</translation>
    </message>
    <message>
        <source>Writing edited labels</source>
        <translation>写入编辑过的标签</translation>
    </message>
    <message>
        <source>Annotations written to %1: %2.</source>
        <translation>已写入 %1 的标注：%2。</translation>
    </message>
    <message>
        <source>change of %1</source>
        <translation>%1 的更改</translation>
    </message>
    <message>
        <source>Renaming %1</source>
        <translation>正在重命名 %1</translation>
    </message>
    <message>
        <source>The labels were edited meanwhile: rename the class again</source>
        <translation>期间标签被编辑：请再次重命名类别</translation>
    </message>
    <message>
        <source>Annotations that stay as they are: %1. %2</source>
        <translation>保持原样的标注：%1。%2</translation>
    </message>
    <message>
        <source>Reading the label edits</source>
        <translation>正在读取标签编辑</translation>
    </message>
    <message>
        <source>Marking images as verified or not</source>
        <translation>正在标记图像核验与否</translation>
    </message>
    <message>
        <source>The labels were edited meanwhile: mark the images again</source>
        <translation>期间标注已被编辑：请重新标记这些图像</translation>
    </message>
    <message>
        <source>verified or not: %1 images</source>
        <translation>核验与否：%1 张图像</translation>
    </message>
    <message>
        <source>%1 verified</source>
        <translation>%1 已核验</translation>
    </message>
    <message>
        <source>%1 not verified</source>
        <translation>%1 未核验</translation>
    </message>
    <message>
        <source>Wait until the running change of labels is done</source>
        <translation>请等待正在进行的标签更改完成</translation>
    </message>
    <message>
        <source>This dataset combines folders, and may give their classes other names: open the folder of the annotation to edit it, %1</source>
        <translation>此数据集合并了多个文件夹，并可能改了类别名称：请打开标注所在的文件夹来编辑，%1</translation>
    </message>
    <message>
        <source>%1: something else has changed its annotation since it was edited here</source>
        <translation>%1：在此编辑之后，其标注已被其他程序更改</translation>
    </message>
    <message>
        <source>Applying label patches</source>
        <translation>应用标注补丁</translation>
    </message>
    <message>
        <source>The labels were edited meanwhile: apply the changes again</source>
        <translation>标签在此期间已被编辑：请重新应用更改</translation>
    </message>
</context>
<context>
    <name>priorscope::LabelPatches</name>
    <message>
        <source>label patch</source>
        <translation>标注补丁</translation>
    </message>
    <message>
        <source>removal of label patches</source>
        <translation>移除标注补丁</translation>
    </message>
</context>
<context>
    <name>priorscope::LayoutHead</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Save as version…</source>
        <translation>另存为版本…</translation>
    </message>
    <message>
        <source>Save the current layout under a name</source>
        <translation>以一个名称保留当前布局</translation>
    </message>
    <message>
        <source>Rename the version…</source>
        <translation>重命名版本…</translation>
    </message>
    <message>
        <source>Rename the current version</source>
        <translation>给当前显示的版本换一个名称</translation>
    </message>
    <message>
        <source>Delete the version</source>
        <translation>删除版本</translation>
    </message>
    <message>
        <source>Delete the current version; the edited layout stays</source>
        <translation>删除当前显示的版本；布局保持不变</translation>
    </message>
    <message>
        <source>Pin as baseline</source>
        <translation>固定为基准</translation>
    </message>
    <message>
        <source>From now on, compare with the current layout</source>
        <translation>以当前布局作为此后比较的基准</translation>
    </message>
    <message>
        <source>Open layout…</source>
        <translation>打开布局…</translation>
    </message>
    <message>
        <source>Open a layout from a JSON file</source>
        <translation>从 JSON 文件打开布局</translation>
    </message>
    <message>
        <source>Save layout…</source>
        <translation>保存布局…</translation>
    </message>
    <message>
        <source>Save the layout to a JSON file (Ctrl+S)</source>
        <translation>将布局保存为 JSON 文件（Ctrl+S）</translation>
    </message>
    <message>
        <source>Prior layout</source>
        <translation>先验框布局</translation>
    </message>
    <message>
        <source>Versions and built-in layouts</source>
        <translation>版本和内置布局</translation>
    </message>
    <message>
        <source>Versions and files</source>
        <translation>版本与文件</translation>
    </message>
    <message>
        <source>Name of the version</source>
        <translation>版本名称</translation>
    </message>
    <message>
        <source>Name of the version: Enter saves, Escape cancels</source>
        <translation>版本名称：Enter 保存，Esc 取消</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save it under this name (Enter)</source>
        <translation>以此名称保留（Enter）</translation>
    </message>
    <message>
        <source>Cancel without saving (Escape)</source>
        <translation>不保存并离开（Esc）</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>基准</translation>
    </message>
    <message>
        <source>What every figure is compared with</source>
        <translation>所有数值的比较对象</translation>
    </message>
    <message>
        <source>Baseline: %1</source>
        <translation>基准：%1</translation>
    </message>
    <message>
        <source>What every figure is compared with: %1</source>
        <translation>所有数值的比较对象：%1</translation>
    </message>
    <message>
        <source>layout %1</source>
        <translation>布局 %1</translation>
    </message>
    <message>
        <source>Open a prior layout</source>
        <translation>打开先验框布局</translation>
    </message>
    <message>
        <source>Prior layouts (*.json)</source>
        <translation>先验框布局 (*.json)</translation>
    </message>
    <message>
        <source>layout from a file</source>
        <translation>来自文件的布局</translation>
    </message>
    <message>
        <source>Save the prior layout</source>
        <translation>保存先验框布局</translation>
    </message>
    <message>
        <source>The layout: one of your versions or a built-in one. Current: %1</source>
        <translation>布局：您的版本或内置布局。当前：%1</translation>
    </message>
    <message>
        <source>Rename the version %1…</source>
        <translation>重命名版本 %1…</translation>
    </message>
    <message>
        <source>Delete the version %1</source>
        <translation>删除版本 %1</translation>
    </message>
</context>
<context>
    <name>priorscope::LayoutInspector</name>
    <message>
        <source>Priors</source>
        <translation>先验框</translation>
    </message>
    <message>
        <source>Use for training</source>
        <translation>用于训练</translation>
    </message>
    <message>
        <source>Give this layout to the Train workspace (Ctrl+Enter)</source>
        <translation>将此布局交给训练工作区（Ctrl+Enter）</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Feature map</source>
        <translation>特征图</translation>
    </message>
    <message>
        <source>Cells</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>Clip to the image</source>
        <translation>裁剪到图像内</translation>
    </message>
    <message>
        <source>Clip the priors to the borders of the image, as some SSD implementations do</source>
        <translation>在图像边界处裁剪先验框，与 SSD 的某些版本相同</translation>
    </message>
    <message>
        <source>Add a map</source>
        <translation>添加特征图</translation>
    </message>
    <message>
        <source>Adds a map with half the cells of the last one. Training needs a model with the same number of maps; SSD&apos;s backbones define their own</source>
        <translation>在最后添加一个单元数减半的特征图。训练需要特征图数量相同的模型；SSD 的骨干网络自带特征图</translation>
    </message>
    <message>
        <source>clipping</source>
        <translation>裁剪</translation>
    </message>
    <message>
        <source>no clipping</source>
        <translation>不裁剪</translation>
    </message>
    <message>
        <source>another map</source>
        <translation>新增特征图</translation>
    </message>
    <message>
        <source>linear rule</source>
        <translation>线性规则</translation>
    </message>
    <message>
        <source>Suggest…</source>
        <translation>建议…</translation>
    </message>
    <message>
        <source>Search for a layout that covers the objects better (Ctrl+G)</source>
        <translation>搜索能更好覆盖目标的布局（Ctrl+G）</translation>
    </message>
    <message>
        <source>Input, px</source>
        <translation>输入（像素）</translation>
    </message>
    <message>
        <source>Side of the network&apos;s input. The maps get the model&apos;s cell counts for this size; scales are fractions of it and stay</source>
        <translation>网络输入的边长。特征图取模型在该尺寸下的单元数；尺度是其比例，保持不变</translation>
    </message>
    <message>
        <source>The cell counts at another size are known only for the maps of a model</source>
        <translation>只有与模型相符的特征图才知道其他尺寸下的单元数</translation>
    </message>
    <message>
        <source>input of %1 px</source>
        <translation>输入 %1 像素</translation>
    </message>
    <message>
        <source>Used for training</source>
        <translation>已用于训练</translation>
    </message>
    <message>
        <source>Use with that model</source>
        <translation>用于该模型</translation>
    </message>
    <message>
        <source>Plan a run of %1 with this layout, in the Train workspace (Ctrl+Enter)</source>
        <translation>在“训练”中以此布局计划 %1 的运行（Ctrl+Enter）</translation>
    </message>
    <message>
        <source>%1 %2 has those of this layout.</source>
        <translation>%1%2 的特征图与此布局相符。</translation>
    </message>
    <message>
        <source>%1 Add or remove maps, or choose another model in Train.</source>
        <translation>%1请增减特征图，或在“训练”中选择其他模型。</translation>
    </message>
</context>
<context>
    <name>priorscope::LinearRuleRow</name>
    <message>
        <source>Linear rule</source>
        <translation>线性规则</translation>
    </message>
    <message>
        <source>s_k = s_min + (s_max − s_min) · (k − 1) / (m − 1) over the m maps that are on and do not keep their scale; second squares become sqrt(s_k · s_k+1)</source>
        <translation>s_k = s_min + (s_max − s_min) · (k − 1) / (m − 1)，其中 m 为已启用且未保持尺度的特征图数；第二个正方形的边长为 sqrt(s_k · s_k+1)</translation>
    </message>
    <message>
        <source>Scale of the first map that follows the rule (s_min)</source>
        <translation>受规则约束的第一个特征图的尺度（s_min）</translation>
    </message>
    <message>
        <source>Scale of the last map (s_max)</source>
        <translation>最后一个特征图的尺度（s_max）</translation>
    </message>
    <message>
        <source>to</source>
        <translation>至</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Spread the scales evenly; maps that keep their scale are unchanged</source>
        <translation>均匀分布各尺度；保持尺度的特征图不变</translation>
    </message>
</context>
<context>
    <name>priorscope::LiveIouCurve</name>
    <message>
        <source>AP by matching IoU</source>
        <translation>AP 按匹配交并比</translation>
    </message>
</context>
<context>
    <name>priorscope::LiveScores</name>
    <message>
        <source>Counting</source>
        <translation>正在统计</translation>
    </message>
    <message>
        <source>Precision and recall</source>
        <translation>精确率与召回率</translation>
    </message>
    <message>
        <source>Cost of errors</source>
        <translation>错误的代价</translation>
    </message>
    <message>
        <source>Intervals</source>
        <translation>区间</translation>
    </message>
</context>
<context>
    <name>priorscope::LogPanel</name>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>priorscope::LowerFloor</name>
    <message>
        <source>Evaluate from score %1</source>
        <translation>从得分 %1 起评估</translation>
    </message>
</context>
<context>
    <name>priorscope::MainWindow</name>
    <message>
        <source>Open folder…</source>
        <translation>打开文件夹…</translation>
    </message>
    <message>
        <source>Write sample dataset…</source>
        <translation>生成示例数据集…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Previous image</source>
        <translation>上一张图像</translation>
    </message>
    <message>
        <source>Next image</source>
        <translation>下一张图像</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>浅色或深色</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>About Priorscope</source>
        <translation>关于 Priorscope</translation>
    </message>
    <message>
        <source>About Qt</source>
        <translation>关于 Qt</translation>
    </message>
    <message>
        <source>Menu (F10)</source>
        <translation>菜单（F10）</translation>
    </message>
    <message>
        <source>Light or dark (Ctrl+T)</source>
        <translation>浅色或深色（Ctrl+T）</translation>
    </message>
    <message>
        <source>Keyboard shortcuts (?)</source>
        <translation>键盘快捷键（?）</translation>
    </message>
    <message>
        <source>Open another folder…</source>
        <translation>打开其他文件夹…</translation>
    </message>
    <message>
        <source>Priorscope %1

A workbench for people who train single-shot box detectors.

GPL-3.0-or-later. Built on Qt, LibTorch, OpenCV and QCustomPlot.</source>
        <translation>Priorscope %1

面向单阶段目标检测器训练者的工作台。

GPL-3.0-or-later。基于 Qt、LibTorch、OpenCV 和 QCustomPlot 构建。</translation>
    </message>
    <message>
        <source>Files of this dataset have changed since they were read. What is shown is of the state before.</source>
        <translation>此数据集的文件在读取后已改变。显示的是之前的状态。</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>Read the dataset again</source>
        <translation>重新读取数据集</translation>
    </message>
    <message>
        <source>Open file…</source>
        <translation>打开文件…</translation>
    </message>
    <message>
        <source>Combine folders…</source>
        <translation>组合文件夹…</translation>
    </message>
</context>
<context>
    <name>priorscope::MapBlock</name>
    <message>
        <source>Rows × columns of cells; each cell has the same priors</source>
        <translation>单元的行数 × 列数；每个单元的先验框相同</translation>
    </message>
    <message>
        <source>Priors of this feature map: cells × priors of a cell</source>
        <translation>此特征图的先验框数：单元数 × 每个单元的先验框数</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>尺度</translation>
    </message>
    <message>
        <source>scale of %1</source>
        <translation>%1 的尺度</translation>
    </message>
    <message>
        <source>The linear rule does not change this scale; click to include it</source>
        <translation>线性规则不改变此尺度；单击以恢复</translation>
    </message>
    <message>
        <source>More for this feature map</source>
        <translation>此特征图的更多操作</translation>
    </message>
    <message>
        <source>%1 off</source>
        <translation>关闭 %1</translation>
    </message>
    <message>
        <source>%1 on</source>
        <translation>启用 %1</translation>
    </message>
    <message>
        <source>Free shapes</source>
        <translation>自由形状</translation>
    </message>
    <message>
        <source>The same priors, but each can then have any width and height</source>
        <translation>相同的先验框，但每个都可取任意宽度和高度</translation>
    </message>
    <message>
        <source>Copy from the baseline</source>
        <translation>从基准复制</translation>
    </message>
    <message>
        <source>Scale and priors that this map has in the baseline</source>
        <translation>此特征图在基准中的尺度和先验框</translation>
    </message>
    <message>
        <source>Keep the scale</source>
        <translation>保持尺度</translation>
    </message>
    <message>
        <source>The linear rule does not change the scale of this map</source>
        <translation>线性规则不改变此特征图的尺度</translation>
    </message>
    <message>
        <source>Cells and step</source>
        <translation>单元与步长</translation>
    </message>
    <message>
        <source>Rows, columns, step and largest side</source>
        <translation>行数、列数、步长和最大边长</translation>
    </message>
    <message>
        <source>Remove the map</source>
        <translation>移除特征图</translation>
    </message>
    <message>
        <source>free shapes of %1</source>
        <translation>%1 的自由形状</translation>
    </message>
    <message>
        <source>%1 as in the baseline</source>
        <translation>%1 与基准相同</translation>
    </message>
    <message>
        <source>removal of %1</source>
        <translation>移除 %1</translation>
    </message>
    <message>
        <source>Training needs one map for each of the model&apos;s maps; for training, switch it off instead</source>
        <translation>训练要求与模型的特征图一一对应：此时请改为关闭</translation>
    </message>
    <message>
        <source>Only the last of several maps can be removed; others can be switched off</source>
        <translation>只能移除最后一个特征图；其他特征图可以关闭</translation>
    </message>
    <message>
        <source>Side of the square prior as a fraction of the network&apos;s input (s_k). Free shapes scale with it</source>
        <translation>正方形先验框的边长占网络输入的比例（s_k）。自由形状随之缩放</translation>
    </message>
    <message>
        <source>The only map that is on</source>
        <translation>唯一启用的特征图</translation>
    </message>
    <message>
        <source>The map has priors; click to switch it off</source>
        <translation>此特征图有先验框；单击以关闭</translation>
    </message>
    <message>
        <source>The map has no priors and no heads; click to switch it on</source>
        <translation>此特征图没有先验框和预测头；单击以启用</translation>
    </message>
    <message>
        <source>%1 on or off</source>
        <translation>启用或关闭 %1</translation>
    </message>
</context>
<context>
    <name>priorscope::MapChips</name>
    <message>
        <source>map %1</source>
        <translation>特征图 %1</translation>
    </message>
    <message>
        <source>The square prior at the scale; every cell has it</source>
        <translation>该尺度的正方形先验框；每个单元都有</translation>
    </message>
    <message>
        <source>A second square prior at sqrt(s_k · s_k+1): on or off</source>
        <translation>边长为 sqrt(s_k · s_k+1) 的第二个正方形先验框：启用或关闭</translation>
    </message>
    <message>
        <source>Second square prior</source>
        <translation>第二个正方形先验框</translation>
    </message>
    <message>
        <source>second square prior of %1</source>
        <translation>%1 的第二个正方形先验框</translation>
    </message>
    <message>
        <source>Width, px</source>
        <translation>宽度（像素）</translation>
    </message>
    <message>
        <source>Width of the chosen prior, in pixels of the network&apos;s input</source>
        <translation>所选先验框的宽度，以网络输入的像素计</translation>
    </message>
    <message>
        <source>Height, px</source>
        <translation>高度（像素）</translation>
    </message>
    <message>
        <source>Height of the chosen prior, in pixels of the network&apos;s input</source>
        <translation>所选先验框的高度，以网络输入的像素计</translation>
    </message>
    <message>
        <source>Remove this shape (Delete)</source>
        <translation>移除此形状（Delete）</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>px</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>Add a shape</source>
        <translation>添加形状</translation>
    </message>
    <message>
        <source>Add a ratio and its reciprocal</source>
        <translation>添加宽高比及其倒数</translation>
    </message>
    <message>
        <source>Add a ratio</source>
        <translation>添加宽高比</translation>
    </message>
    <message>
        <source>Width × height, px. Click to choose, double click or Enter to edit, Delete to remove</source>
        <translation>宽 × 高（像素）。单击选择，双击或 Enter 编辑，Delete 移除</translation>
    </message>
    <message>
        <source>Width : height, with its reciprocal. × or Delete removes both</source>
        <translation>宽 : 高，连同其倒数。× 或 Delete 同时移除两者</translation>
    </message>
    <message>
        <source>The last shape stays; switch the map off instead</source>
        <translation>最后一个形状须保留；请改为关闭此特征图</translation>
    </message>
    <message>
        <source>shape %1 of %2</source>
        <translation>%2 的形状 %1</translation>
    </message>
    <message>
        <source>ratio %1 of %2</source>
        <translation>%2 的宽高比 %1</translation>
    </message>
    <message>
        <source>Another ratio</source>
        <translation>新的宽高比</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
</context>
<context>
    <name>priorscope::MapGrid</name>
    <message>
        <source>even</source>
        <translation>均匀</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Rows of cells</source>
        <translation>单元行数</translation>
    </message>
    <message>
        <source>Rows of cells. Training needs as many as the model&apos;s map has</source>
        <translation>单元行数。训练要求与模型的特征图一致</translation>
    </message>
    <message>
        <source>Columns of cells</source>
        <translation>单元列数</translation>
    </message>
    <message>
        <source>Columns of cells. Training needs as many as the model&apos;s map has</source>
        <translation>单元列数。训练要求与模型的特征图一致</translation>
    </message>
    <message>
        <source>Step, px</source>
        <translation>步长（像素）</translation>
    </message>
    <message>
        <source>Input pixels between two cell centres; even: the input&apos;s side divided by the cell count</source>
        <translation>相邻两个中心之间的输入像素数；均匀：输入边长除以单元数</translation>
    </message>
    <message>
        <source>Largest side</source>
        <translation>最大边长</translation>
    </message>
    <message>
        <source>Sides of priors are limited to this fraction of the input, as torchvision limits them to 1</source>
        <translation>先验框的边长限制为输入的此比例，如 torchvision 限制为 1</translation>
    </message>
    <message>
        <source>Cells</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>cells of %1</source>
        <translation>%1 的单元</translation>
    </message>
</context>
<context>
    <name>priorscope::Mender</name>
    <message>
        <source>Looking for what can be mended</source>
        <translation>正在查找可修正的内容</translation>
    </message>
    <message>
        <source>Mend %1…</source>
        <translation>修正 %1 处…</translation>
    </message>
    <message>
        <source>Nothing is found that could be mended</source>
        <translation>没有发现可以修正的内容</translation>
    </message>
    <message>
        <source>Boxes outside the image are drawn to its edges, of two boxes in one place the second goes, and inverted boxes, image sizes and encodings are put right. Shows each change before anything is written (%1)</source>
        <translation>图像外的框收到边缘，同一处的两个框去掉第二个，并改正颠倒的框、图像大小和编码。写入之前会显示每处更改 (%1)</translation>
    </message>
</context>
<context>
    <name>priorscope::MissedReasons</name>
    <message>
        <source>Suppressed by NMS</source>
        <translation>被 NMS 抑制</translation>
    </message>
    <message>
        <source>Beyond top k</source>
        <translation>超出 top k</translation>
    </message>
    <message>
        <source>Given to a neighbour</source>
        <translation>归于相邻目标</translation>
    </message>
    <message>
        <source>Score too low</source>
        <translation>得分过低</translation>
    </message>
    <message>
        <source>Called another class</source>
        <translation>判为其他类别</translation>
    </message>
    <message>
        <source>Badly placed</source>
        <translation>位置不准</translation>
    </message>
    <message>
        <source>No candidate fits</source>
        <translation>没有合适的候选框</translation>
    </message>
    <message>
        <source>A candidate of its class overlaps it enough and scores enough, but NMS removed it for a better one.</source>
        <translation>同类别的一个候选框重叠和得分都足够，但被 NMS 因更好的框而移除。</translation>
    </message>
    <message>
        <source>A candidate of its class overlaps it enough and scores enough, but the image has too many better ones.</source>
        <translation>同类别的一个候选框重叠和得分都足够，但图像中有太多更好的检测。</translation>
    </message>
    <message>
        <source>A detection of its class overlaps it enough, but belongs to another object that it overlaps more.</source>
        <translation>同类别的一个检测重叠足够，但它与另一目标重叠更多，归于后者。</translation>
    </message>
    <message>
        <source>A candidate of its class overlaps it enough, but scores below the threshold.</source>
        <translation>同类别的一个候选框重叠足够，但得分低于阈值。</translation>
    </message>
    <message>
        <source>No candidate of its class overlaps it enough; a detection of another class does.</source>
        <translation>没有同类别的候选框重叠足够；另一类别的检测则足够。</translation>
    </message>
    <message>
        <source>A detection of its class lies there, but overlaps it too little.</source>
        <translation>该处有同类别的检测，但重叠太少。</translation>
    </message>
    <message>
        <source>The detector proposes nothing that fits: no candidate of its class overlaps it enough, whatever the score.</source>
        <translation>检测器没有给出合适的框：无论得分如何，没有同类别的候选框重叠足够。</translation>
    </message>
</context>
<context>
    <name>priorscope::MoveDialog</name>
    <message>
        <source>Reading the lists of the splits</source>
        <translation>正在读取划分列表</translation>
    </message>
    <message>
        <source>Move to another split</source>
        <translation>移到另一个划分</translation>
    </message>
    <message>
        <source>The lists before and after</source>
        <translation>移动前后的列表</translation>
    </message>
    <message>
        <source>Images, and objects of each class with difficult ones, before → after. An image that a list has twice counts twice</source>
        <translation>图像数，以及各类别的目标数（含困难目标），移动前 → 移动后。列表中出现两次的图像计两次</translation>
    </message>
    <message>
        <source>&amp;Move</source>
        <translation>移动(&amp;M)</translation>
    </message>
    <message>
        <source>Write the lists; the files as they are go into a backup first (Alt+M)</source>
        <translation>写入列表；现有文件会先备份（Alt+M）</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>Leave everything as it is (Escape)</source>
        <translation>一切保持不变（Esc）</translation>
    </message>
    <message>
        <source>No image</source>
        <translation>没有图像</translation>
    </message>
    <message>
        <source>This image</source>
        <translation>此图像</translation>
    </message>
    <message>
        <source>All shown: %1</source>
        <translation>所有显示的：%1</translation>
    </message>
    <message>
        <source>Every image that passes the filters</source>
        <translation>通过筛选的每张图像</translation>
    </message>
    <message>
        <source>Split that the images go to</source>
        <translation>图像移往的划分</translation>
    </message>
    <message>
        <source>Split that the images go to. Lists that have exactly the images of others follow these, and are not offered</source>
        <translation>图像移往的划分。恰好包含其他列表图像的列表会随之变化，因此不在此列</translation>
    </message>
    <message>
        <source>go to</source>
        <translation>移往</translation>
    </message>
    <message>
        <source>and leave</source>
        <translation>并移出</translation>
    </message>
    <message>
        <source>Whether their lines go from this list</source>
        <translation>是否从此列表中移除它们的行</translation>
    </message>
    <message>
        <source>Working out a move between splits</source>
        <translation>正在计算划分之间的移动</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>No list would change.</source>
        <translation>没有列表会更改。</translation>
    </message>
    <message>
        <source>Moving images between splits</source>
        <translation>正在在划分之间移动图像</translation>
    </message>
</context>
<context>
    <name>priorscope::NamePicker</name>
    <message>
        <source>Enter takes the marked name, Up and Down mark another, Escape takes none</source>
        <translation>Enter 采用选中的名称，上下键选择其他，Escape 不采用</translation>
    </message>
</context>
<context>
    <name>priorscope::NetworkPreview</name>
    <message>
        <source>ratios as they are</source>
        <translation>比例不变</translation>
    </message>
    <message>
        <source>ratios × %1</source>
        <translation>比例 × %1</translation>
    </message>
    <message>
        <source>no padding</source>
        <translation>无填充</translation>
    </message>
    <message>
        <source>%1 padding</source>
        <translation>填充 %1</translation>
    </message>
    <message>
        <source>As the network sees it</source>
        <translation>网络所见</translation>
    </message>
    <message>
        <source>Stretched to %1 × %1: the ratio of width to height of every object becomes × %2.</source>
        <translation>拉伸到 %1 × %1：每个目标的宽高比变为 × %2。</translation>
    </message>
    <message>
        <source>Of %1 objects shown, %2 have a side under 8 px there, %3 under 16, %4 under 32.</source>
        <translation>显示的 %1 个目标中，%2 个有一边小于 8 像素，%3 个小于 16，%4 个小于 32。</translation>
    </message>
    <message>
        <source> The run planned in Train resizes so.</source>
        <translation> “训练”中计划的运行采用这种缩放。</translation>
    </message>
    <message>
        <source> The run planned in Train resizes the other way.</source>
        <translation> “训练”中计划的运行采用另一种缩放。</translation>
    </message>
    <message>
        <source>Stretch</source>
        <translation>拉伸</translation>
    </message>
    <message>
        <source>Letterbox</source>
        <translation>等比填充</translation>
    </message>
    <message>
        <source>%1, as planned</source>
        <translation>%1（计划采用）</translation>
    </message>
    <message>
        <source>under 8 px: %1 of %2</source>
        <translation>小于 8 像素：%1 / %2</translation>
    </message>
    <message>
        <source>Letterboxed into %1 × %1: objects keep their ratios; %2 of the input, and of the network&apos;s work, is padding.</source>
        <translation>等比缩放到 %1 × %1：目标保持宽高比；输入以及网络计算量的 %2 是填充。</translation>
    </message>
    <message>
        <source>With the camera turned by 90°, ratios would become × %1, and %2 objects have a side under 8 px.</source>
        <translation>若相机旋转 90°，宽高比变为 × %1，有 %2 个目标的边小于 8 像素。</translation>
    </message>
    <message>
        <source>With the camera turned by 90°, as many.</source>
        <translation>若相机旋转 90°，数量不变。</translation>
    </message>
</context>
<context>
    <name>priorscope::ObjectTableModel</name>
    <message>
        <source>%1, line %2 of the annotation%3%4</source>
        <translation>%1，标注第 %2 行%3%4</translation>
    </message>
    <message>
        <source>, difficult</source>
        <translation>，困难</translation>
    </message>
    <message>
        <source>, truncated</source>
        <translation>，截断</translation>
    </message>
    <message>
        <source>Class and number within the image; D: difficult</source>
        <translation>类别及其在图像中的序号；D：困难</translation>
    </message>
    <message>
        <source>Width × height in pixels of the image</source>
        <translation>宽 × 高，以图像像素计</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Size, px</source>
        <translation>尺寸，像素</translation>
    </message>
    <message>
        <source>At %1</source>
        <translation>%1 下</translation>
    </message>
    <message>
        <source>Best IoU</source>
        <translation>最佳交并比</translation>
    </message>
    <message>
        <source>Width × height in pixels of the network&apos;s input, after stretching, for the run planned in Train</source>
        <translation>在网络输入中的宽 × 高（像素），拉伸之后：按“训练”中计划的运行</translation>
    </message>
    <message>
        <source>Width × height in pixels of the network&apos;s input, letterboxed, for the run planned in Train</source>
        <translation>在网络输入中的宽 × 高（像素），留边之后：按“训练”中计划的运行</translation>
    </message>
    <message>
        <source>Overlap (IoU) with the best prior of the run planned in Train; ▽ below 0.50</source>
        <translation>与“训练”中计划的运行的最佳先验框的重叠（IoU）；▽ 表示低于 0.50</translation>
    </message>
    <message>
        <source>Its best prior is on map %1, of %2 × %3 cells, at row %4, column %5</source>
        <translation>其最佳先验框位于第 %1 个特征图（%2 × %3 格）的第 %4 行第 %5 列</translation>
    </message>
    <message>
        <source>%1, added and not saved yet</source>
        <translation>%1，已添加，尚未保存</translation>
    </message>
    <message>
        <source>%1, removed and not saved yet (Ctrl+Z brings it back)</source>
        <translation>%1，已移除，尚未保存（Ctrl+Z 可恢复）</translation>
    </message>
</context>
<context>
    <name>priorscope::OperatingPointDialog</name>
    <message>
        <source>Operating point</source>
        <translation>工作点</translation>
    </message>
    <message>
        <source>One score for all classes</source>
        <translation>所有类别使用同一得分</translation>
    </message>
    <message>
        <source>The highest F1 of each class</source>
        <translation>各类别的最高 F1</translation>
    </message>
    <message>
        <source>A precision that each class reaches</source>
        <translation>各类别都达到的精确率</translation>
    </message>
    <message>
        <source>&amp;Aim</source>
        <translation>目标(&amp;A)</translation>
    </message>
    <message>
        <source>By what the score of each class is chosen (Alt+A)</source>
        <translation>各类别得分的选择依据（Alt+A）</translation>
    </message>
    <message>
        <source>&amp;Precision</source>
        <translation>精确率(&amp;P)</translation>
    </message>
    <message>
        <source>The lowest score of each class that reaches it is taken (Alt+P)</source>
        <translation>取各类别达到该精确率的最低得分（Alt+P）</translation>
    </message>
    <message>
        <source>S&amp;core for all</source>
        <translation>通用得分(&amp;C)</translation>
    </message>
    <message>
        <source>Also of classes that do not reach the aim, and of those without objects (Alt+C)</source>
        <translation>也用于未达到目标的类别和没有目标的类别（Alt+C）</translation>
    </message>
    <message>
        <source>Scores by class</source>
        <translation>各类别得分</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Keep it beside the checkpoint: detect and exports with NMS use it (Alt+S)</source>
        <translation>保存在检查点旁：detect 和带 NMS 的导出会使用它（Alt+S）</translation>
    </message>
    <message>
        <source>From which scores detections count, chosen on this split. The command line&apos;s detect and exports with NMS use it, with NMS and top k as the sliders stand. Figures of this split will flatter it.</source>
        <translation>检测从哪个得分起计入，由此划分选择。命令行的 detect 和带 NMS 的导出会使用它，NMS 与 top k 取滑块当前值。此划分的数据会偏好它。</translation>
    </message>
    <message>
        <source>&amp;Forget</source>
        <translation>忘记(&amp;F)</translation>
    </message>
    <message>
        <source>Remove what is kept with the checkpoint (Alt+F)</source>
        <translation>删除与检查点一起保存的工作点（Alt+F）</translation>
    </message>
    <message>
        <source>Kept so far: %1.</source>
        <translation>目前保存：%1。</translation>
    </message>
    <message>
        <source>Nothing can be kept: these detections come from no file of weights.</source>
        <translation>无法保存：这些检测并非来自权重文件。</translation>
    </message>
    <message>
        <source>Exports with NMS cannot use it: they suppress class by class.</source>
        <translation>带 NMS 的导出无法使用它：它们按类别抑制。</translation>
    </message>
    <message>
        <source>Figures may differ a little: detections below the score of their class still suppress others here, or take their place in the top k.</source>
        <translation>数据可能略有差异：低于其类别得分的检测在此仍会抑制其他检测，或占据 top k 中的位置。</translation>
    </message>
</context>
<context>
    <name>priorscope::OperatingPoints</name>
    <message>
        <source>Operating point…</source>
        <translation>工作点…</translation>
    </message>
    <message>
        <source>Choose from which scores detections count, and keep that with the checkpoint for detect and exports</source>
        <translation>选择检测从哪个得分起计入，并与检查点一起保存，供 detect 和导出使用</translation>
    </message>
    <message>
        <source>Evaluate the split first</source>
        <translation>请先评估该划分</translation>
    </message>
    <message>
        <source>Operating point of the checkpoint: %1. The sliders follow it.</source>
        <translation>检查点的工作点：%1。滑块已跟随。</translation>
    </message>
    <message>
        <source>Saving the operating point</source>
        <translation>正在保存工作点</translation>
    </message>
    <message>
        <source>Operating point kept: %1</source>
        <translation>工作点已保存：%1</translation>
    </message>
    <message>
        <source>Removing the operating point</source>
        <translation>正在删除工作点</translation>
    </message>
    <message>
        <source>The operating point is forgotten</source>
        <translation>工作点已忘记</translation>
    </message>
    <message>
        <source>Operating point of the checkpoint: %1. The score slider is one for all classes and stays; detect and exports use each class&apos;s own.</source>
        <translation>检查点的工作点：%1。得分滑块对所有类别通用，保持不变；detect 和导出使用各类别自己的得分。</translation>
    </message>
    <message>
        <source>Evaluate the split first: the operating point is chosen from its figures</source>
        <translation>请先评估该划分：工作点根据其数据选择</translation>
    </message>
</context>
<context>
    <name>priorscope::Outcomes</name>
    <message>
        <source>Correct</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>Localisation</source>
        <translation>定位错误</translation>
    </message>
    <message>
        <source>Classification</source>
        <translation>分类错误</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>分类与定位均错</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>重复检测</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>背景误检</translation>
    </message>
    <message>
        <source>Not judged</source>
        <translation>不判定</translation>
    </message>
    <message>
        <source>It overlaps an object of its class enough, and no better detection matched that object.</source>
        <translation>它与同类目标的重叠足够，且没有更优的检测占用该目标。</translation>
    </message>
    <message>
        <source>The class is right, but it overlaps the object too little.</source>
        <translation>类别正确，但与目标的重叠过小。</translation>
    </message>
    <message>
        <source>It overlaps an object of another class.</source>
        <translation>它与其他类别的目标重叠。</translation>
    </message>
    <message>
        <source>It overlaps an object of another class, and too little.</source>
        <translation>它与其他类别的目标重叠，且重叠过小。</translation>
    </message>
    <message>
        <source>A detection with a higher score matched the object.</source>
        <translation>得分更高的检测已占用该目标。</translation>
    </message>
    <message>
        <source>It overlaps no object.</source>
        <translation>它不与任何目标重叠。</translation>
    </message>
    <message>
        <source>The dataset does not have its class.</source>
        <translation>数据集中没有该类别。</translation>
    </message>
    <message>
        <source>Ignored</source>
        <translation>忽略</translation>
    </message>
    <message>
        <source>Its object is difficult or hidden by the filter: it counts neither as correct nor as wrong.</source>
        <translation>对应目标为困难目标或被筛选隐藏：既不算正确也不算错误。</translation>
    </message>
</context>
<context>
    <name>priorscope::PatchModel</name>
    <message>
        <source>Box moved</source>
        <translation>移动框</translation>
    </message>
    <message>
        <source>Other class</source>
        <translation>更改类别</translation>
    </message>
    <message>
        <source>New object</source>
        <translation>新目标</translation>
    </message>
    <message>
        <source>Object removed</source>
        <translation>移除目标</translation>
    </message>
    <message>
        <source>pending</source>
        <translation>待应用</translation>
    </message>
    <message>
        <source>applied %1</source>
        <translation>已应用 %1</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Before → after</source>
        <translation>更改前 → 更改后</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Other flag</source>
        <translation>其他标记</translation>
    </message>
    <message>
        <source>Corners in order</source>
        <translation>角的顺序</translation>
    </message>
    <message>
        <source>Image size</source>
        <translation>图像大小</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Verified or not</source>
        <translation>已核验与否</translation>
    </message>
    <message>
        <source>made, labels not saved</source>
        <translation>已更改，标签未保存</translation>
    </message>
</context>
<context>
    <name>priorscope::PatchTexts</name>
    <message>
        <source>Move box here</source>
        <translation>将框移到此处</translation>
    </message>
    <message>
        <source>Change to %1</source>
        <translation>改为 %1</translation>
    </message>
    <message>
        <source>Add object</source>
        <translation>添加目标</translation>
    </message>
    <message>
        <source>Remove object</source>
        <translation>移除目标</translation>
    </message>
    <message>
        <source>Change a flag</source>
        <translation>更改标记</translation>
    </message>
    <message>
        <source>difficult</source>
        <translation>困难</translation>
    </message>
    <message>
        <source>truncated</source>
        <translation>截断</translation>
    </message>
    <message>
        <source>occluded</source>
        <translation>遮挡</translation>
    </message>
    <message>
        <source>Put corners in order</source>
        <translation>调整角的顺序</translation>
    </message>
    <message>
        <source>Set the image&apos;s size</source>
        <translation>设置图像大小</translation>
    </message>
    <message>
        <source>Write as UTF-8</source>
        <translation>写为 UTF-8</translation>
    </message>
    <message>
        <source>Mark as verified or not</source>
        <translation>标为已核验或未核验</translation>
    </message>
</context>
<context>
    <name>priorscope::PatchWriter</name>
    <message>
        <source>Looking for backups</source>
        <translation>查找备份</translation>
    </message>
    <message>
        <source>Applying label patches</source>
        <translation>应用标注补丁</translation>
    </message>
    <message>
        <source>No annotation was changed.</source>
        <translation>没有标注被更改。</translation>
    </message>
    <message>
        <source>Annotations changed: %1. Their originals are in %2.</source>
        <translation>已更改的标注：%1。原始文件在 %2 中。</translation>
    </message>
    <message>
        <source>Restoring annotations</source>
        <translation>恢复标注</translation>
    </message>
    <message>
        <source>Annotations restored: %1.</source>
        <translation>已恢复的标注：%1。</translation>
    </message>
    <message>
        <source>Save the labels first (Ctrl+S), or undo their edits: %1 of these changes are of images with unsaved labels</source>
        <translation>请先保存标签 (Ctrl+S)，或撤销其编辑：其中 %1 处更改属于标签未保存的图像</translation>
    </message>
    <message>
        <source>Changes made: %1. They are written when the labels are saved.</source>
        <translation>已作更改：%1。保存标签时写入。</translation>
    </message>
    <message>
        <source>The last changes are undone.</source>
        <translation>最近的更改已撤销。</translation>
    </message>
</context>
<context>
    <name>priorscope::PatchesDialog</name>
    <message>
        <source>Label patches</source>
        <translation>标注补丁</translation>
    </message>
    <message>
        <source>&amp;Apply</source>
        <translation>应用(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Undo last</source>
        <translation>撤销上次应用(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>移除(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
    <message>
        <source>Take the selected patches off the list, or all of them where none is selected; the annotations stay as they are. Ctrl+Z in Detect brings them back (Alt+R)</source>
        <translation>将所选补丁移出列表，未选择时移出全部；标注文件保持不变。在“检测”中按 Ctrl+Z 可恢复（Alt+R）</translation>
    </message>
    <message>
        <source>Leave the list as it is (Alt+C, Escape)</source>
        <translation>列表保持不变（Alt+C、Escape）</translation>
    </message>
    <message>
        <source>&amp;Apply %1</source>
        <translation>应用 %1 项(&amp;A)</translation>
    </message>
    <message>
        <source>Restore the annotations as they were before %1, byte for byte; those that were changed since stay (Alt+U)</source>
        <translation>逐字节恢复 %1 之前的标注文件；此后又被更改的文件保持不变（Alt+U）</translation>
    </message>
    <message>
        <source>No application of label patches to these annotations can be undone</source>
        <translation>没有可撤销的标注补丁应用</translation>
    </message>
    <message>
        <source>Nothing is pending. Look at errors in Detect: where the label is wrong, P mends it.</source>
        <translation>没有待应用的补丁。请在“检测”中查看错误：标注有误时按 P 修补。</translation>
    </message>
    <message>
        <source>and %1 more, which the log lists</source>
        <translation>另有 %1 项，见日志</translation>
    </message>
    <message>
        <source>The project cannot be written, and what is changed in annotations has to be kept there. Close the other window that has it open.</source>
        <translation>项目无法写入，而对标注的更改必须记录在其中。请关闭打开它的另一个窗口。</translation>
    </message>
    <message>
        <source>&amp;Save labels</source>
        <translation>保存标签(&amp;S)</translation>
    </message>
    <message>
        <source>Make the selected pending changes, or all of them where none is selected; they are written when the labels are saved, encodings at once (Alt+A)</source>
        <translation>作出所选的待定更改（未选择时为全部）；保存标签时写入，编码则立即写入（Alt+A）</translation>
    </message>
    <message>
        <source>Write all edited labels into the annotations; the originals are kept (Alt+S)</source>
        <translation>将所有已编辑的标签写入标注；保留原文件（Alt+S）</translation>
    </message>
    <message>
        <source>Undo the changes that were made last, as Ctrl+Z in Dataset does (Alt+U)</source>
        <translation>撤销最近作出的更改，与“数据集”中的 Ctrl+Z 相同（Alt+U）</translation>
    </message>
    <message>
        <source>Annotations to be changed: %1, below %2. Each is copied below %3 first. %4</source>
        <translation>将更改的标注：%1，位于 %2 下。每个都会先复制到 %3 下。%4</translation>
    </message>
    <message>
        <source>Apply makes the changes as one step of undo; they are written when the labels are saved.</source>
        <translation>“应用”将更改作为一个可撤销的步骤；保存标签时写入。</translation>
    </message>
    <message>
        <source>Apply writes them at once.</source>
        <translation>“应用”会立即写入。</translation>
    </message>
    <message>
        <source>Apply writes %1 of the changes at once, those of encodings and what goes with them; the others are written when the labels are saved.</source>
        <translation>“应用”会立即写入其中 %1 项更改（编码及随之的更改）；其余在保存标签时写入。</translation>
    </message>
</context>
<context>
    <name>priorscope::PathField</name>
    <message>
        <source>…</source>
        <translation>…</translation>
    </message>
</context>
<context>
    <name>priorscope::PlotExport</name>
    <message>
        <source>Save picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <source>Pictures (*.png *.svg *.pdf)</source>
        <translation>图片 (*.png *.svg *.pdf)</translation>
    </message>
    <message>
        <source>Save figures</source>
        <translation>保存数据</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>%1 could not be written. Choose another place, or make room there.</source>
        <translation>无法写入 %1。请另选位置或腾出空间。</translation>
    </message>
</context>
<context>
    <name>priorscope::PlotPanel</name>
    <message>
        <source>Plot menu</source>
        <translation>图表菜单</translation>
    </message>
</context>
<context>
    <name>priorscope::PlotSlot</name>
    <message>
        <source>Choose another plot, compare, save</source>
        <translation>选择其他图、比较、保存</translation>
    </message>
    <message>
        <source>Click in the plot to show only these; click into the outline to show all again</source>
        <translation>在图中单击可仅显示这些；单击框线内可重新显示全部</translation>
    </message>
    <message>
        <source>Click or drag in the plot to show only these; click into the outline to show all again</source>
        <translation>在图中单击或拖动可仅显示这些；单击框线内可重新显示全部</translation>
    </message>
    <message>
        <source>Shares of what is shown against those of %1: − marks where they are smaller</source>
        <translation>所显示内容的比例与 %1 的比例相比：− 表示较小</translation>
    </message>
    <message>
        <source>Shares of what is shown, in front, against those of %1</source>
        <translation>前景为所显示内容的比例，与 %1 的比例相比</translation>
    </message>
</context>
<context>
    <name>priorscope::PlotWidget</name>
    <message>
        <source>Show everything</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Logarithmic</source>
        <translation>对数坐标</translation>
    </message>
    <message>
        <source>Save picture…</source>
        <translation>保存图片…</translation>
    </message>
    <message>
        <source>Save figures…</source>
        <translation>保存数据…</translation>
    </message>
    <message>
        <source>%1, raw</source>
        <translation>%1，原始值</translation>
    </message>
    <message>
        <source>%1, s</source>
        <translation>%1，秒</translation>
    </message>
</context>
<context>
    <name>priorscope::PriorChip</name>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>priorscope::PriorDocument</name>
    <message>
        <source>baseline %1</source>
        <translation>基准 %1</translation>
    </message>
    <message>
        <source>version %1</source>
        <translation>版本 %1</translation>
    </message>
    <message>
        <source>name %1</source>
        <translation>名称 %1</translation>
    </message>
    <message>
        <source>deletion of %1</source>
        <translation>删除 %1</translation>
    </message>
    <message>
        <source>A version needs a name</source>
        <translation>版本需要名称</translation>
    </message>
    <message>
        <source>%1 is a built-in layout</source>
        <translation>%1 是内置布局</translation>
    </message>
    <message>
        <source>A version named %1 already exists</source>
        <translation>已有名为 %1 的版本</translation>
    </message>
    <message>
        <source>the versions of prior layouts</source>
        <translation>先验框布局的版本</translation>
    </message>
</context>
<context>
    <name>priorscope::PriorOrigin</name>
    <message>
        <source>prior %1 of map %2, %3, cell (%4, %5), %6 × %7 px at %8</source>
        <translation>第 %2 层特征图（%3）的先验框 %1，单元格 (%4, %5)，输入 %8 时为 %6 × %7 像素</translation>
    </message>
    <message>
        <source>Fired by %1.</source>
        <translation>由%1触发。</translation>
    </message>
    <message>
        <source>Offsets to the box as it is cut off at the edge: %1.</source>
        <translation>到边缘截断后的框的偏移量：%1。</translation>
    </message>
    <message>
        <source>Offsets (x, y, width, height): %1.</source>
        <translation>偏移量（x、y、宽、高）：%1。</translation>
    </message>
    <message>
        <source>No prior overlaps it.</source>
        <translation>没有先验框与它重叠。</translation>
    </message>
    <message>
        <source>Its best prior: IoU %1, %2.</source>
        <translation>其最佳先验框：IoU %1，%2。</translation>
    </message>
    <message>
        <source>None reaches %1, so that training matches it to that one alone.</source>
        <translation>没有达到 %1 的先验框，训练时只与该先验框匹配。</translation>
    </message>
</context>
<context>
    <name>priorscope::PriorsWorkspace</name>
    <message>
        <source>Recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>IoU threshold</source>
        <translation>交并比阈值</translation>
    </message>
    <message>
        <source>recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>after</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>Share of objects whose best prior overlaps them by at least the threshold</source>
        <translation>最佳先验框与目标的交并比不低于阈值的目标比例</translation>
    </message>
    <message>
        <source>○ before   ● after   ▽ worse</source>
        <translation>○ 之前   ● 之后   ▽ 变差</translation>
    </message>
    <message>
        <source>Uncovered objects</source>
        <translation>未覆盖的目标</translation>
    </message>
    <message>
        <source>Objects whose best prior overlaps them by less than IoU 0.50</source>
        <translation>最佳先验框交并比低于 0.50 的目标</translation>
    </message>
    <message>
        <source>Use for training</source>
        <translation>用于训练</translation>
    </message>
    <message>
        <source>Fit the image</source>
        <translation>适应窗口</translation>
    </message>
    <message>
        <source>Fit the width</source>
        <translation>适应宽度</translation>
    </message>
    <message>
        <source>Hide or show boxes</source>
        <translation>隐藏或显示框</translation>
    </message>
    <message>
        <source>Priors</source>
        <translation>先验框</translation>
    </message>
    <message>
        <source>only %1, worst first</source>
        <translation>仅 %1，最差者优先</translation>
    </message>
    <message>
        <source>Matching</source>
        <translation>匹配</translation>
    </message>
    <message>
        <source>Shapes</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>× uncovered</source>
        <translation>× 未覆盖</translation>
    </message>
    <message>
        <source>Inside the line: object shapes that some prior overlaps by IoU 0.50 or more at nine of ten positions in the image</source>
        <translation>线内的形状：图像上十处中有九处存在交并比不低于 0.50 的先验框</translation>
    </message>
    <message>
        <source>Stretch</source>
        <translation>拉伸</translation>
    </message>
    <message>
        <source>Letterbox</source>
        <translation>留边</translation>
    </message>
    <message>
        <source>Images are stretched to the network&apos;s square input, which changes aspect ratios</source>
        <translation>图像被拉伸为网络的正方形输入，宽高比随之改变</translation>
    </message>
    <message>
        <source>Images keep their aspect ratio and get borders</source>
        <translation>图像保持宽高比并加边</translation>
    </message>
    <message>
        <source>Show everything (Home)</source>
        <translation>显示全部（Home）</translation>
    </message>
    <message>
        <source>Plot menu</source>
        <translation>图表菜单</translation>
    </message>
    <message>
        <source>Best IoU</source>
        <translation>最佳交并比</translation>
    </message>
    <message>
        <source>objects</source>
        <translation>目标数</translation>
    </message>
    <message>
        <source>Objects by their overlap with their best prior; left of 0.50 they are uncovered</source>
        <translation>按与最佳先验框的交并比统计的目标；0.50 左侧为未覆盖</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>特征图</translation>
    </message>
    <message>
        <source>Recall of each class at IoU 0.50</source>
        <translation>IoU 0.50 时各类别的召回率</translation>
    </message>
    <message>
        <source>Recall at IoU 0.50 by size: the square root of the area, input pixels</source>
        <translation>IoU 0.50 时按尺寸的召回率：面积的平方根，输入像素</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Newly</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Fixed</source>
        <translation>已修复</translation>
    </message>
    <message>
        <source>Objects that no prior covers now</source>
        <translation>目前没有先验框覆盖的目标</translation>
    </message>
    <message>
        <source>Objects that the baseline covers and this layout does not</source>
        <translation>基线覆盖而当前布局未覆盖的目标</translation>
    </message>
    <message>
        <source>Objects that the baseline does not cover and this layout does</source>
        <translation>基线未覆盖而当前布局覆盖的目标</translation>
    </message>
    <message>
        <source>Priors of a cell</source>
        <translation>单元的先验框</translation>
    </message>
    <message>
        <source>Priors of an object</source>
        <translation>目标的先验框</translation>
    </message>
    <message>
        <source>Next step of matching</source>
        <translation>匹配的下一步</translation>
    </message>
    <message>
        <source>Shape of a prior</source>
        <translation>先验框的形状</translation>
    </message>
    <message>
        <source>worst first</source>
        <translation>最差者优先</translation>
    </message>
    <message>
        <source>Share of the positives that each feature map gets: pairs of an object and a prior at IoU 0.50</source>
        <translation>各特征图获得的正样本比例：IoU 0.50 的目标与先验框对</translation>
    </message>
    <message>
        <source>Suggest a layout</source>
        <translation>建议布局</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>感受野</translation>
    </message>
    <message>
        <source>Receptive field of each feature map beside the sizes of its priors</source>
        <translation>各特征图的感受野与其先验框尺寸</translation>
    </message>
    <message>
        <source>▬ priors   ○ effective   ● theoretical</source>
        <translation>▬ 先验框   ○ 有效   ● 理论</translation>
    </message>
    <message>
        <source>augmented</source>
        <translation>增强后</translation>
    </message>
    <message>
        <source>Augmented</source>
        <translation>增强后</translation>
    </message>
    <message>
        <source>Also show the recall on augmented training images: a seeded sample of two epochs (Alt+4)</source>
        <translation>同时显示训练增强后图像上的召回率：固定种子的两轮样本（Alt+4）</translation>
    </message>
    <message>
        <source>Coverage after augmentation</source>
        <translation>增强后的覆盖率</translation>
    </message>
    <message>
        <source>By</source>
        <translation>按</translation>
    </message>
    <message>
        <source>Positives</source>
        <translation>正样本</translation>
    </message>
    <message>
        <source>Objects by the number of priors that reach IoU 0.50 with them</source>
        <translation>按交并比达到 0.50 的先验框数统计的目标</translation>
    </message>
    <message>
        <source>best IoU</source>
        <translation>最佳交并比</translation>
    </message>
    <message>
        <source>%1, the planned model, has other feature maps.</source>
        <translation>计划的模型 %1 的特征图与此不同。</translation>
    </message>
    <message>
        <source>%1, the planned model, has no priors.</source>
        <translation>计划的模型 %1 没有先验框。</translation>
    </message>
</context>
<context>
    <name>priorscope::ProjectBanner</name>
    <message>
        <source>Keep the project elsewhere…</source>
        <translation>将项目保存到别处…</translation>
    </message>
    <message>
        <source>Keep the project in this file</source>
        <translation>将项目保存到此文件</translation>
    </message>
    <message>
        <source>Projects (*.sqlite)</source>
        <translation>项目 (*.sqlite)</translation>
    </message>
    <message>
        <source>Layouts and versions are stored in one file. A new file receives all of them; a project that already exists there keeps its own versions as well, and the planned run becomes this one</source>
        <translation>布局和版本保存在一个文件中。新文件会得到全部内容；那里已有的项目也会保留自己的版本，计划的运行则以此处为准</translation>
    </message>
</context>
<context>
    <name>priorscope::ProjectStore</name>
    <message>
        <source>The project %1 is read-only: %2. Your changes will not be saved</source>
        <translation>项目 %1 只能读取：%2。在此处所做的更改不会保存</translation>
    </message>
    <message>
        <source>%1. Until then your changes will not be saved</source>
        <translation>%1。在此之前，在此处所做的更改不会保存</translation>
    </message>
    <message>
        <source>Saving the project</source>
        <translation>正在保存项目</translation>
    </message>
    <message>
        <source> (edited there)</source>
        <translation> (别处所编辑)</translation>
    </message>
    <message>
        <source>%1. The project file keeps it, but this version of Priorscope does not use it</source>
        <translation>%1。项目文件仍保留这些内容，但此版本的 Priorscope 不会使用</translation>
    </message>
</context>
<context>
    <name>priorscope::Rail</name>
    <message>
        <source>Workspaces</source>
        <translation>工作区</translation>
    </message>
</context>
<context>
    <name>priorscope::RatePanel</name>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Takes the rate where the loss falls fastest into the planned run</source>
        <translation>将损失下降最快处的学习率用于计划的训练</translation>
    </message>
    <message>
        <source>Back to the curves</source>
        <translation>返回曲线</translation>
    </message>
    <message>
        <source>Loss by learning rate</source>
        <translation>损失随学习率的变化</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Looking for a learning rate</source>
        <translation>正在寻找学习率</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Sweep</source>
        <translation>扫描</translation>
    </message>
    <message>
        <source>Stops the sweep; nothing of it is kept</source>
        <translation>停止扫描；不保留任何结果</translation>
    </message>
    <message>
        <source>Trains a new network for 100 steps while the rate rises from 0.00001 to 1, and shows what the loss does</source>
        <translation>用新网络训练 100 步，学习率从 0.00001 升到 1，并显示损失的变化</translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>使用 %1</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>The rate rises step by step …</source>
        <translation>学习率逐步上升…</translation>
    </message>
    <message>
        <source>A run is in progress: a sweep can start once it has ended.</source>
        <translation>正在训练：结束后才能开始扫描。</translation>
    </message>
    <message>
        <source>Open a dataset first: the sweep trains on it.</source>
        <translation>请先打开数据集：扫描会在其上训练。</translation>
    </message>
    <message>
        <source>The planned run has options that cannot be used; the form marks them.</source>
        <translation>计划的训练有不可用的选项；表单中已标出。</translation>
    </message>
    <message>
        <source>Sweep shows the loss at rising learning rates, and the rate at which it falls fastest.</source>
        <translation>扫描显示学习率上升时的损失，以及损失下降最快的学习率。</translation>
    </message>
    <message>
        <source>no rate is suggested: the loss does not fall by a twentieth</source>
        <translation>没有建议的学习率：损失下降不到二十分之一</translation>
    </message>
</context>
<context>
    <name>priorscope::Renderer</name>
    <message>
        <source>writing pictures to %1: the folder cannot be made</source>
        <translation>将图片写入 %1：无法创建文件夹</translation>
    </message>
    <message>
        <source>writing the picture %1: it cannot be saved</source>
        <translation>写入图片 %1：无法保存</translation>
    </message>
    <message>
        <source>drawing %1: it is still busy after a minute</source>
        <translation>绘制 %1：一分钟后仍未完成</translation>
    </message>
</context>
<context>
    <name>priorscope::ReportSaving</name>
    <message>
        <source>writing the report</source>
        <translation>写入报告</translation>
    </message>
    <message>
        <source>Save report…</source>
        <translation>保存报告…</translation>
    </message>
    <message>
        <source>A report is being written</source>
        <translation>正在写入报告</translation>
    </message>
    <message>
        <source>Write one HTML page about the split at these thresholds: figures, curves, causes of errors, and the surest errors as pictures</source>
        <translation>写入一个关于该划分在当前阈值下的 HTML 页面：数据、曲线、错误原因以及最确定的错误图片</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>Web pages (*.html)</source>
        <translation>网页 (*.html)</translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation>写入报告</translation>
    </message>
    <message>
        <source>Report: %1</source>
        <translation>报告：%1</translation>
    </message>
</context>
<context>
    <name>priorscope::ReviewPanel</name>
    <message>
        <source>Review</source>
        <translation>审阅</translation>
    </message>
    <message>
        <source>The annotation is right, the detector is not (M)</source>
        <translation>标注正确，检测器有误（M）</translation>
    </message>
    <message>
        <source>The annotation is missing or wrong: remembered for every later run (L)</source>
        <translation>标注缺失或有误：以后每次训练都会记住（L）</translation>
    </message>
    <message>
        <source>To be looked at again (U)</source>
        <translation>需要再看（U）</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Note on this error</source>
        <translation>对此错误的备注</translation>
    </message>
    <message>
        <source>A note on this error (N); Return leaves it</source>
        <translation>对此错误的备注（N）；按回车离开</translation>
    </message>
    <message>
        <source>%1 of %2 looked at</source>
        <translation>已看 %1 / %2</translation>
    </message>
    <message>
        <source>Label patch</source>
        <translation>标注补丁</translation>
    </message>
    <message>
        <source>label patch</source>
        <translation>标注补丁</translation>
    </message>
    <message>
        <source>%1. Mend the label instead of the detector: nothing is written before the label patches are applied in Dataset (P)</source>
        <translation>%1。修正标注而非检测器：在“数据集”中应用标注补丁之前不会写入任何文件（P）</translation>
    </message>
    <message>
        <source>pending</source>
        <translation>待应用</translation>
    </message>
    <message>
        <source>applied</source>
        <translation>已应用</translation>
    </message>
</context>
<context>
    <name>priorscope::ReviewTexts</name>
    <message>
        <source>Model wrong</source>
        <translation>模型有误</translation>
    </message>
    <message>
        <source>Label wrong</source>
        <translation>标注有误</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>不确定</translation>
    </message>
</context>
<context>
    <name>priorscope::ReviewedModel</name>
    <message>
        <source>image not there</source>
        <translation>图像不存在</translation>
    </message>
    <message>
        <source>not in this split</source>
        <translation>不在此划分中</translation>
    </message>
    <message>
        <source>not evaluated</source>
        <translation>未评估</translation>
    </message>
    <message>
        <source>still wrong, %1</source>
        <translation>仍有误，%1</translation>
    </message>
    <message>
        <source>right, %1</source>
        <translation>正确，%1</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>已消失</translation>
    </message>
    <message>
        <source>still missed</source>
        <translation>仍漏检</translation>
    </message>
    <message>
        <source>found, %1</source>
        <translation>已找到，%1</translation>
    </message>
    <message>
        <source>no such object</source>
        <translation>没有此目标</translation>
    </message>
    <message>
        <source>%1, missed</source>
        <translation>%1，漏检</translation>
    </message>
    <message>
        <source>%1 in %2: %3</source>
        <translation>%2 中的 %1：%3</translation>
    </message>
    <message>
        <source>Now: %1</source>
        <translation>现在：%1</translation>
    </message>
    <message>
        <source>Sent back to training</source>
        <translation>已送回训练</translation>
    </message>
</context>
<context>
    <name>priorscope::ReviewedPage</name>
    <message>
        <source>Reviewed errors</source>
        <translation>已审阅的错误</translation>
    </message>
    <message>
        <source>Reviewed errors that are shown</source>
        <translation>显示哪些已审阅的错误</translation>
    </message>
    <message>
        <source>Show the errors with one verdict, or by what the present detector makes of them</source>
        <translation>按判定或按当前检测器的结果显示错误</translation>
    </message>
    <message>
        <source>all reviewed</source>
        <translation>全部已审阅</translation>
    </message>
    <message>
        <source>Still wrong</source>
        <translation>仍有误</translation>
    </message>
    <message>
        <source>Mended</source>
        <translation>已修正</translation>
    </message>
    <message>
        <source>Next run with these…</source>
        <translation>以此计划下一次训练…</translation>
    </message>
    <message>
        <source>Plan a run that learns from the reviewed errors of the detector (Ctrl+R)</source>
        <translation>计划一次从已审阅的检测器错误中学习的训练（Ctrl+R）</translation>
    </message>
    <message>
        <source>%1 reviewed</source>
        <translation>已审阅 %1</translation>
    </message>
    <message>
        <source>%1 reviewed, %2 still wrong, %3 mended</source>
        <translation>已审阅 %1，仍有误 %2，已修正 %3</translation>
    </message>
    <message>
        <source>None of the reviewed errors is of this kind.</source>
        <translation>已审阅的错误中没有这一类。</translation>
    </message>
    <message>
        <source>Nothing is reviewed in this dataset yet. Look at an error and press M if the model is wrong, L if the label is, U if you are unsure.</source>
        <translation>此数据集中尚无审阅。请查看一个错误：模型有误按 M，标注有误按 L，不确定按 U。</translation>
    </message>
</context>
<context>
    <name>priorscope::Reviews</name>
    <message>
        <source>review</source>
        <translation>审阅</translation>
    </message>
    <message>
        <source>note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>sending back</source>
        <translation>送回训练</translation>
    </message>
</context>
<context>
    <name>priorscope::RunControls</name>
    <message>
        <source>stopping after this step</source>
        <translation>将在本步后停止</translation>
    </message>
    <message>
        <source>preparing</source>
        <translation>正在准备</translation>
    </message>
    <message>
        <source>pausing after this step</source>
        <translation>将在本步后暂停</translation>
    </message>
    <message>
        <source>running</source>
        <translation>正在运行</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>evaluating</source>
        <translation>正在评估</translation>
    </message>
    <message>
        <source>saving</source>
        <translation>正在保存</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>Resume run</source>
        <translation>恢复运行</translation>
    </message>
    <message>
        <source>Start a run with the options below</source>
        <translation>用下列选项开始运行</translation>
    </message>
    <message>
        <source>Write last.pt after this step</source>
        <translation>在本步后写入 last.pt</translation>
    </message>
    <message>
        <source>Resume the selected run from its last checkpoint, or from its start</source>
        <translation>从最后的检查点继续所选运行；没有检查点时从头开始</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>New run</source>
        <translation>新运行</translation>
    </message>
    <message>
        <source>Open a dataset first</source>
        <translation>请先打开数据集</translation>
    </message>
    <message>
        <source>on %1</source>
        <translation>数据集 %1</translation>
    </message>
    <message>
        <source>%1 on %2, %3</source>
        <translation>%1，数据集 %2，%3</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>更改…</translation>
    </message>
    <message>
        <source>Change the rate or the length of the run, or let it finish</source>
        <translation>更改训练的学习率或长度，或让其收尾</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Evaluate after this step, once more than planned; it counts for the best weights and for early stopping</source>
        <translation>在当前步之后额外评估一次；结果计入最佳权重和提前停止</translation>
    </message>
    <message>
        <source>To background</source>
        <translation>转到后台</translation>
    </message>
    <message>
        <source>Let the run go on in a process of its own, exactly as here: the window may be closed</source>
        <translation>让运行在独立进程中继续，结果与在此处完全相同：可以关闭窗口</translation>
    </message>
    <message>
        <source>To this window</source>
        <translation>转到此窗口</translation>
    </message>
    <message>
        <source>Stop that process at a checkpoint, and go on here exactly as there</source>
        <translation>让该进程在检查点停止，并在此处继续，结果完全相同</translation>
    </message>
    <message>
        <source>New run…</source>
        <translation>新建运行…</translation>
    </message>
    <message>
        <source>handing over to a process of its own</source>
        <translation>正在移交给独立进程</translation>
    </message>
    <message>
        <source>%1 in another process</source>
        <translation>%1（在另一进程中）</translation>
    </message>
    <message>
        <source>Plan another run meanwhile: the run in progress goes on</source>
        <translation>同时计划另一次运行：当前运行会继续</translation>
    </message>
    <message>
        <source>Add to queue</source>
        <translation>加入队列</translation>
    </message>
    <message>
        <source>Let the planned run wait: it starts when the runs before it are done</source>
        <translation>让计划的运行排队：它前面的运行完成后自动开始</translation>
    </message>
    <message>
        <source>Start queue</source>
        <translation>启动队列</translation>
    </message>
    <message>
        <source>Start the run that has waited longest; the others follow one by one</source>
        <translation>启动等待最久的运行；其余依次开始</translation>
    </message>
    <message>
        <source>Back to the run</source>
        <translation>返回当前运行</translation>
    </message>
    <message>
        <source>on %1; the run in progress goes on</source>
        <translation>在 %1 上；当前运行会继续</translation>
    </message>
    <message>
        <source>%1 by another user</source>
        <translation>%1（由其他用户）</translation>
    </message>
</context>
<context>
    <name>priorscope::RunDocument</name>
    <message>
        <source>model %1</source>
        <translation>模型 %1</translation>
    </message>
    <message>
        <source>priors %1</source>
        <translation>先验框 %1</translation>
    </message>
    <message>
        <source>resize</source>
        <translation>缩放方式</translation>
    </message>
    <message>
        <source>the planned run</source>
        <translation>计划的运行</translation>
    </message>
</context>
<context>
    <name>priorscope::RunFigures</name>
    <message>
        <source>Time left</source>
        <translation>剩余时间</translation>
    </message>
    <message>
        <source>Estimated from the speed of the last 100 steps</source>
        <translation>按最近 100 步的速度估计</translation>
    </message>
    <message>
        <source>ends %1</source>
        <translation>%1 结束</translation>
    </message>
    <message>
        <source>Time spent</source>
        <translation>已用时间</translation>
    </message>
    <message>
        <source>Training time, without pauses</source>
        <translation>训练时间，不含暂停</translation>
    </message>
    <message>
        <source>Step, epoch %1</source>
        <translation>步，第 %1 轮</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>共 %1</translation>
    </message>
    <message>
        <source>Number of batches trained on</source>
        <translation>已学习的批数</translation>
    </message>
    <message>
        <source>Total loss</source>
        <translation>总损失</translation>
    </message>
    <message>
        <source>mAP@0.5 (VOC07), best</source>
        <translation>mAP@0.5 (VOC07)，最佳</translation>
    </message>
    <message>
        <source>Highest mean of the classes&apos; 11-point average precision at IoU 0.5, on the validation split</source>
        <translation>验证划分上 IoU 0.5 时各类别 11 点平均精度均值的最高值</translation>
    </message>
    <message>
        <source>Images per second</source>
        <translation>每秒图像数</translation>
    </message>
    <message>
        <source>Mean loss, %1 steps</source>
        <translation>平均损失，%1 步</translation>
    </message>
    <message>
        <source>Total loss, mean of the last steps, at most 50</source>
        <translation>总损失，最近若干步的均值，最多 50 步</translation>
    </message>
    <message>
        <source>%1 % waiting</source>
        <translation>等待 %1 %</translation>
    </message>
    <message>
        <source>Training images per second, including waits; and the part of the last steps&apos; time (at most 50) in which the network waited for images. Much of it: use more loading threads, or a lighter augmentation</source>
        <translation>每秒训练的图像数，包括等待；以及最近若干步（最多 50 步）中网络等待图像的时间占比。占比较大时：请增加加载线程或减轻数据增强</translation>
    </message>
</context>
<context>
    <name>priorscope::RunKeeper</name>
    <message>
        <source>No run is selected.</source>
        <translation>未选择运行。</translation>
    </message>
    <message>
        <source>The run is changing hands: wait a moment.</source>
        <translation>该运行正在移交：请稍候。</translation>
    </message>
    <message>
        <source>The run is being trained here: stop it first.</source>
        <translation>该运行正在此处训练：请先停止。</translation>
    </message>
    <message>
        <source>The run is not in the list any more: reload the runs.</source>
        <translation>该运行已不在列表中：请重新加载运行。</translation>
    </message>
    <message>
        <source>Another process trains the run: stop it first.</source>
        <translation>另一个进程正在训练该运行：请先停止它。</translation>
    </message>
    <message>
        <source>The run waits to be started: take it out of the queue first.</source>
        <translation>该运行正在等待启动：请先将其移出队列。</translation>
    </message>
    <message>
        <source>Renaming a run</source>
        <translation>正在重命名运行</translation>
    </message>
    <message>
        <source>%1 is called %2 now.</source>
        <translation>%1 现在名为 %2。</translation>
    </message>
    <message>
        <source>Moving a run to the trash</source>
        <translation>正在将运行移到回收站</translation>
    </message>
    <message>
        <source>%1 is in the trash.</source>
        <translation>%1 已在回收站中。</translation>
    </message>
    <message>
        <source>Putting a run back</source>
        <translation>正在放回运行</translation>
    </message>
    <message>
        <source>%1 is back.</source>
        <translation>%1 已放回。</translation>
    </message>
</context>
<context>
    <name>priorscope::RunList</name>
    <message>
        <source>Runs</source>
        <translation>运行记录</translation>
    </message>
    <message>
        <source>Compare with selected run</source>
        <translation>与所选运行比较</translation>
    </message>
    <message>
        <source>Show the selected run&apos;s curves dashed</source>
        <translation>以虚线显示所选运行的曲线</translation>
    </message>
    <message>
        <source>Reload runs</source>
        <translation>重新读取运行</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%2 中有 %1 个</translation>
    </message>
    <message>
        <source>Take out of the queue</source>
        <translation>移出队列</translation>
    </message>
    <message>
        <source>The selected run does not start by itself; it can still be started with Resume</source>
        <translation>选中的运行不会自动开始；仍可用“恢复运行”启动</translation>
    </message>
    <message>
        <source>Lay over the others</source>
        <translation>叠加到其他曲线上</translation>
    </message>
    <message>
        <source>Shows the curves of the selected run over those of the others, as its box does</source>
        <translation>将所选训练的曲线叠加显示，与勾选其方框相同</translation>
    </message>
    <message>
        <source>What can be done with the runs</source>
        <translation>可对运行进行的操作</translation>
    </message>
</context>
<context>
    <name>priorscope::RunMenu</name>
    <message>
        <source>Rename run…</source>
        <translation>重命名运行…</translation>
    </message>
    <message>
        <source>Give the folder of the selected run another name</source>
        <translation>为所选运行的文件夹更改名称</translation>
    </message>
    <message>
        <source>Notes and tags…</source>
        <translation>备注和标签…</translation>
    </message>
    <message>
        <source>Write about the selected run; the project keeps it</source>
        <translation>为所选运行写备注；项目会保存它</translation>
    </message>
    <message>
        <source>Same again</source>
        <translation>再来一次</translation>
    </message>
    <message>
        <source>Plan a run with the model, priors and options of the selected one</source>
        <translation>用所选运行的模型、先验框和选项来计划一次运行</translation>
    </message>
    <message>
        <source>Sizes and clean-up…</source>
        <translation>大小与清理…</translation>
    </message>
    <message>
        <source>What the runs take on disk, and which checkpoints are kept; delete what is not needed</source>
        <translation>运行占用的磁盘空间以及保留了哪些检查点；删除不需要的内容</translation>
    </message>
    <message>
        <source>Move run to trash</source>
        <translation>将运行移到回收站</translation>
    </message>
    <message>
        <source>Take the selected run out of the list; it can be put back until the trash is emptied</source>
        <translation>将所选运行从列表中移除；在清空回收站之前都可以放回</translation>
    </message>
    <message>
        <source>Trash…</source>
        <translation>回收站…</translation>
    </message>
    <message>
        <source>Put runs back, or delete them for good</source>
        <translation>放回运行，或永久删除</translation>
    </message>
    <message>
        <source>Undo what was done to a run</source>
        <translation>撤销对运行的操作</translation>
    </message>
    <message>
        <source>Take back what the line above the runs tells</source>
        <translation>撤销运行列表上方所述的操作</translation>
    </message>
    <message>
        <source>Notes on %1 are changed.</source>
        <translation>%1 的备注已更改。</translation>
    </message>
    <message>
        <source>same again as %1</source>
        <translation>与 %1 相同</translation>
    </message>
    <message>
        <source>The planned run is %1 again.</source>
        <translation>计划的运行与 %1 相同。</translation>
    </message>
    <message>
        <source>The planned run is %1 again, without: %2.</source>
        <translation>计划的运行与 %1 相同，但不包括：%2。</translation>
    </message>
    <message>
        <source>The report is saved: %1</source>
        <translation>报告已保存：%1</translation>
    </message>
    <message>
        <source>Start from its weights</source>
        <translation>从其权重开始</translation>
    </message>
    <message>
        <source>Plan a run like the selected one that begins with its best weights</source>
        <translation>计划一次与所选训练相同、从其最佳权重开始的训练</translation>
    </message>
    <message>
        <source>Save report…</source>
        <translation>保存报告…</translation>
    </message>
    <message>
        <source>Write one HTML page about the selected run: figures, curves, options, validation images</source>
        <translation>为所选训练生成一个 HTML 页面：数值、曲线、选项、验证图像</translation>
    </message>
    <message>
        <source>The planned run is %1 again, from its weights.</source>
        <translation>计划的训练与 %1 相同，从其权重开始。</translation>
    </message>
</context>
<context>
    <name>priorscope::RunNameDialog</name>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>Leave everything as it is (Escape)</source>
        <translation>一切保持原样 (Escape)</translation>
    </message>
    <message>
        <source>Rename run</source>
        <translation>重命名运行</translation>
    </message>
    <message>
        <source>Name of the run</source>
        <translation>运行的名称</translation>
    </message>
    <message>
        <source>The name of the run&apos;s folder; its notes, checkpoints and curves stay with it</source>
        <translation>运行文件夹的名称；其备注、检查点和曲线保持不变</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>重命名(&amp;R)</translation>
    </message>
    <message>
        <source>Give the run&apos;s folder this name (Enter)</source>
        <translation>为运行的文件夹采用此名称 (Enter)</translation>
    </message>
    <message>
        <source>There is something of that name beside it</source>
        <translation>旁边已有同名的文件或文件夹</translation>
    </message>
</context>
<context>
    <name>priorscope::RunNotesDialog</name>
    <message>
        <source>Notes on %1</source>
        <translation>%1 的备注</translation>
    </message>
    <message>
        <source>&amp;Tags</source>
        <translation>标签(&amp;T)</translation>
    </message>
    <message>
        <source>to keep, tall shapes</source>
        <translation>保留, 高形状</translation>
    </message>
    <message>
        <source>Words that runs are found by in the list, with commas between them</source>
        <translation>用于在列表中查找运行的词，以逗号分隔</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>&amp;Note</source>
        <translation>备注(&amp;N)</translation>
    </message>
    <message>
        <source>Shown in the list, where the pointer rests on the run</source>
        <translation>当指针停在该运行上时显示在列表中</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>In use:</source>
        <translation>已在使用：</translation>
    </message>
    <message>
        <source>Add the tag %1</source>
        <translation>添加标签 %1</translation>
    </message>
    <message>
        <source>&amp;Keep</source>
        <translation>保存(&amp;K)</translation>
    </message>
    <message>
        <source>Keep tags and note in the project (Alt+K)</source>
        <translation>将标签和备注保存在项目中 (Alt+K)</translation>
    </message>
</context>
<context>
    <name>priorscope::RunNotices</name>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>%1 has failed</source>
        <translation>%1 失败</translation>
    </message>
    <message>
        <source>Best mAP@0.5 (VOC07) %1, %2 steps</source>
        <translation>最佳 mAP@0.5 (VOC07) %1，%2 步</translation>
    </message>
    <message>
        <source>%1 steps</source>
        <translation>%1 步</translation>
    </message>
    <message>
        <source>%1 is finished</source>
        <translation>%1 已完成</translation>
    </message>
    <message>
        <source>%1 has stopped at a checkpoint</source>
        <translation>%1 已在检查点停止</translation>
    </message>
</context>
<context>
    <name>priorscope::RunReportSaving</name>
    <message>
        <source>Save report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>Web pages (*.html)</source>
        <translation>网页 (*.html)</translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation>正在写入报告</translation>
    </message>
    <message>
        <source>writing the report</source>
        <translation>写入报告</translation>
    </message>
</context>
<context>
    <name>priorscope::RunSizesDialog</name>
    <message>
        <source>Last checkpoint</source>
        <translation>最后的检查点</translation>
    </message>
    <message>
        <source>Best checkpoint</source>
        <translation>最佳检查点</translation>
    </message>
    <message>
        <source>Snapshot %1</source>
        <translation>快照 %1</translation>
    </message>
    <message>
        <source>Other checkpoint, %1</source>
        <translation>其他检查点，%1</translation>
    </message>
    <message>
        <source>Pictures of evaluations</source>
        <translation>评估的图片</translation>
    </message>
    <message>
        <source>Log for TensorBoard</source>
        <translation>TensorBoard 日志</translation>
    </message>
    <message>
        <source>Left by a killed process, %1</source>
        <translation>被终止的进程遗留的 %1</translation>
    </message>
    <message>
        <source>The run is in progress and needs it</source>
        <translation>该运行正在进行并需要它</translation>
    </message>
    <message>
        <source>Without it the run cannot go on, nor be trained longer</source>
        <translation>没有它，该运行无法继续，也无法延长训练</translation>
    </message>
    <message>
        <source>Without it the run&apos;s best weights are gone</source>
        <translation>没有它，该运行的最佳权重就没有了</translation>
    </message>
    <message>
        <source>Weights of that moment; the run goes on without them</source>
        <translation>那一刻的权重；没有它们运行也能继续</translation>
    </message>
    <message>
        <source>What each evaluation found in the validation images that Train shows; the figures stay</source>
        <translation>每次评估在“训练”所示验证图像中的发现；数值保留</translation>
    </message>
    <message>
        <source>Only TensorBoard reads it; the curves here stay</source>
        <translation>只有 TensorBoard 读取它；此处的曲线保留</translation>
    </message>
    <message>
        <source>Nothing reads it</source>
        <translation>没有任何程序读取它</translation>
    </message>
    <message>
        <source>Sizes and clean-up</source>
        <translation>大小与清理</translation>
    </message>
    <message>
        <source>Reading the sizes…</source>
        <translation>正在读取大小…</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>On disk</source>
        <translation>磁盘占用</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Runs and what takes their space</source>
        <translation>运行及其占用空间的内容</translation>
    </message>
    <message>
        <source>Choose &amp;snapshots</source>
        <translation>选择快照(&amp;S)</translation>
    </message>
    <message>
        <source>Every checkpoint but best and last, and what killed processes left, of every run (Alt+S)</source>
        <translation>每个运行中除最佳和最后以外的所有检查点，以及被终止的进程遗留的内容 (Alt+S)</translation>
    </message>
    <message>
        <source>Choose &amp;nothing</source>
        <translation>全不选(&amp;N)</translation>
    </message>
    <message>
        <source>Keep everything (Alt+N)</source>
        <translation>保留全部 (Alt+N)</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>删除(&amp;D)…</translation>
    </message>
    <message>
        <source>Delete what is chosen for good, after a question (Alt+D)</source>
        <translation>确认后永久删除所选内容 (Alt+D)</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
    <message>
        <source>Close; what is being deleted stops after the present file (Escape)</source>
        <translation>关闭；正在进行的删除在当前文件之后停止 (Escape)</translation>
    </message>
    <message>
        <source>Reading the sizes of runs</source>
        <translation>正在读取运行的大小</translation>
    </message>
    <message>
        <source>Runs: %1, together %2 on disk.</source>
        <translation>运行：%1，共占用磁盘 %2。</translation>
    </message>
    <message>
        <source>%1
checkpoints %2, pictures of evaluations %3, log for TensorBoard %4, other %5</source>
        <translation>%1
检查点 %2，评估的图片 %3，TensorBoard 日志 %4，其他 %5</translation>
    </message>
    <message>
        <source>Options, curves and other files</source>
        <translation>选项、曲线和其他文件</translation>
    </message>
    <message>
        <source>These are the run: they stay until it goes to the trash</source>
        <translation>它们就是该运行本身：在移到回收站之前一直保留</translation>
    </message>
    <message>
        <source>Files chosen: %1. Deleting them frees %2.</source>
        <translation>已选文件：%1。删除后释放 %2。</translation>
    </message>
    <message>
        <source>Check what is to be deleted.</source>
        <translation>请勾选要删除的内容。</translation>
    </message>
    <message>
        <source>Delete what is chosen for good? Files: %1. This frees %2 and cannot be undone.</source>
        <translation>永久删除所选内容？文件：%1。这会释放 %2，且无法撤销。</translation>
    </message>
    <message>
        <source>Runs that cannot go on without their last checkpoint: %1.</source>
        <translation>没有最后的检查点就无法继续的运行：%1。</translation>
    </message>
    <message>
        <source>Runs that lose their best weights: %1.</source>
        <translation>将失去最佳权重的运行：%1。</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>Cleaning up runs</source>
        <translation>正在清理运行</translation>
    </message>
    <message>
        <source>Files deleted: %1. That freed %2.</source>
        <translation>已删除文件：%1，释放了 %2。</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>另有 %1 个</translation>
    </message>
</context>
<context>
    <name>priorscope::RunTableModel</name>
    <message>
        <source>%1
started %2</source>
        <translation>%1
开始于 %2</translation>
    </message>
    <message>
        <source>%1, dashed</source>
        <translation>%1，虚线</translation>
    </message>
    <message>
        <source>running</source>
        <translation>正在运行</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>stopped at step %1</source>
        <translation>停止于第 %1 步</translation>
    </message>
    <message>
        <source>Mean total loss of the last 50 steps</source>
        <translation>最近 50 步总损失的均值</translation>
    </message>
    <message>
        <source>Highest mean of the classes&apos; 11-point average precision at IoU 0.5, on the validation split</source>
        <translation>验证划分上 IoU 0.5 时各类别 11 点平均精度均值的最高值</translation>
    </message>
    <message>
        <source>Training time, without pauses</source>
        <translation>训练用时，不含暂停</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Priors</source>
        <translation>先验框</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>mAP@0.5 (VOC07)</source>
        <translation>mAP@0.5 (VOC07)</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>in another process</source>
        <translation>在其他进程中</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>Its process has ended without saving: resume it, and it goes on from its last checkpoint</source>
        <translation>其进程未保存就已结束：请恢复该运行，它将从最后一个检查点继续</translation>
    </message>
    <message>
        <source>interrupted at step %1</source>
        <translation>在第 %1 步中断</translation>
    </message>
    <message>
        <source>failed at step %1</source>
        <translation>在第 %1 步失败</translation>
    </message>
    <message>
        <source>waits, number %1</source>
        <translation>等待中，第 %1 位</translation>
    </message>
    <message>
        <source>Not compared: %1.</source>
        <translation>不作比较：%1。</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>In what else a run was told differently from the pinned one</source>
        <translation>与固定的训练相比其他设置上的差异</translation>
    </message>
    <message>
        <source>Other differences</source>
        <translation>其他差异</translation>
    </message>
    <message>
        <source>What you write about the runs: Ctrl+Shift+T</source>
        <translation>您为运行写的内容：Ctrl+Shift+T</translation>
    </message>
    <message>
        <source>Tags and notes</source>
        <translation>标签和备注</translation>
    </message>
</context>
<context>
    <name>priorscope::Runs</name>
    <message>
        <source>Checkpoint saved at step %1</source>
        <translation>已在第 %1 步保存检查点</translation>
    </message>
    <message>
        <source>Reading runs</source>
        <translation>正在读取运行</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Training finished</source>
        <translation>训练已完成</translation>
    </message>
    <message>
        <source>Training stopped at a checkpoint</source>
        <translation>训练已在检查点停止</translation>
    </message>
    <message>
        <source>Watching %1</source>
        <translation>正在观察 %1</translation>
    </message>
    <message>
        <source>The run goes on without the window</source>
        <translation>运行将在没有窗口的情况下继续</translation>
    </message>
    <message>
        <source>Looking for runs</source>
        <translation>查找运行</translation>
    </message>
    <message>
        <source>Handing the run over to a process of its own</source>
        <translation>正在将运行移交给独立进程</translation>
    </message>
    <message>
        <source>Preparing a run</source>
        <translation>准备运行</translation>
    </message>
    <message>
        <source>%1 waits to be started</source>
        <translation>%1 等待启动</translation>
    </message>
    <message>
        <source>Reading a run</source>
        <translation>读取运行</translation>
    </message>
</context>
<context>
    <name>priorscope::SampleGrid</name>
    <message>
        <source>epoch %1</source>
        <translation>第 %1 轮</translation>
    </message>
    <message>
        <source>Training samples</source>
        <translation>训练样本</translation>
    </message>
</context>
<context>
    <name>priorscope::SampleModel</name>
    <message>
        <source>only resized</source>
        <translation>仅缩放到输入尺寸</translation>
    </message>
    <message>
        <source>%1, epoch %2: %3.
%4 of %5 objects, %6 positive priors.</source>
        <translation>%1，第 %2 轮：%3。
%5 个目标中的 %4 个，%6 个正样本先验框。</translation>
    </message>
    <message>
        <source>%1 Click to make the image current.</source>
        <translation>%1单击可将此图像设为当前图像。</translation>
    </message>
</context>
<context>
    <name>priorscope::SamplePanel</name>
    <message>
        <source>Many images</source>
        <translation>多张图像</translation>
    </message>
    <message>
        <source>This image</source>
        <translation>当前图像</translation>
    </message>
    <message>
        <source>epoch </source>
        <translation>轮次 </translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>The epoch that is shown, or the first one</source>
        <translation>所显示的轮次，或第一个轮次</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>边框</translation>
    </message>
    <message>
        <source>Show the objects; dotted: not trained on, and not taken for background</source>
        <translation>显示目标；点线：既不用于训练，也不视为背景</translation>
    </message>
    <message>
        <source>Priors</source>
        <translation>先验框</translation>
    </message>
    <message>
        <source>Show the priors that are positives; dashed: below the matching IoU</source>
        <translation>显示作为正样本的先验框；虚线：低于匹配 IoU</translation>
    </message>
    <message>
        <source>Back to the curves</source>
        <translation>返回曲线</translation>
    </message>
    <message>
        <source>%1, %2 × %2 px</source>
        <translation>%1，%2 × %2 像素</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>One epoch in the run&apos;s order, negatives included, from the current image on</source>
        <translation>按运行的顺序显示一轮，包括负样本图像，从当前图像开始</translation>
    </message>
    <message>
        <source>The turns of the current image, epoch by epoch</source>
        <translation>当前图像逐轮的样本</translation>
    </message>
</context>
<context>
    <name>priorscope::SampleService</name>
    <message>
        <source>Open a dataset to see what a run would train on.</source>
        <translation>打开数据集即可查看训练会用到的样本。</translation>
    </message>
    <message>
        <source>The split that is trained on has no image that can be read.</source>
        <translation>用于训练的划分中没有可读取的图像。</translation>
    </message>
    <message>
        <source>Mend the marked options to see their samples.</source>
        <translation>请先更正标出的选项，再查看样本。</translation>
    </message>
    <message>
        <source>The current image is not in the split that is trained on.</source>
        <translation>当前图像不在用于训练的划分中。</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>in place of %1: %2</source>
        <translation>代替 %1：%2</translation>
    </message>
    <message>
        <source>The run ends before epoch %1: it comes to %2.</source>
        <translation>运行在第 %1 轮之前结束：它只到第 %2 轮。</translation>
    </message>
    <message>
        <source>The run does not come to this image in the epochs from %1 on, because of its weight or the run&apos;s length.</source>
        <translation>由于图像的权重或运行的长度，从第 %1 轮起运行不会取到这张图像。</translation>
    </message>
</context>
<context>
    <name>priorscope::SavingDialog</name>
    <message>
        <source>What the command line prints: for each image its size and detections, boxes as edges in pixels from 0.</source>
        <translation>与命令行输出相同：每张图像的大小和检测，框为从 0 起的像素边缘。</translation>
    </message>
    <message>
        <source>For pycocotools and others. A second file, NAME.images.json, says which image and class each number means.</source>
        <translation>供 pycocotools 等使用。另有文件 NAME.images.json 说明每个编号对应的图像和类别。</translation>
    </message>
    <message>
        <source>A text file for each class, as the VOC development kit reads it: pixels from 1, both ends inclusive.</source>
        <translation>每个类别一个文本文件，如 VOC 开发工具包所读取：像素从 1 起，两端均含。</translation>
    </message>
    <message>
        <source>A table with a row for each detection, for spreadsheets: boxes as edges in pixels from 0.</source>
        <translation>每个检测一行的表格，供电子表格使用：框为从 0 起的像素边缘。</translation>
    </message>
    <message>
        <source>An XML file for each image, to be corrected in a labelling tool: in whole pixels, with the score, and marked as not verified.</source>
        <translation>每张图像一个 XML 文件，供在标注工具中修正：整像素，带得分，并标记为未核实。</translation>
    </message>
    <message>
        <source>A PNG of each image with the boxes, their classes and scores drawn in.</source>
        <translation>每张图像一个 PNG，画有框、类别和得分。</translation>
    </message>
    <message>
        <source>Save detections</source>
        <translation>保存检测结果</translation>
    </message>
    <message>
        <source>COCO results (.json)</source>
        <translation>COCO 结果 (.json)</translation>
    </message>
    <message>
        <source>VOC results (folder)</source>
        <translation>VOC 结果（文件夹）</translation>
    </message>
    <message>
        <source>By image (.json)</source>
        <translation>按图像 (.json)</translation>
    </message>
    <message>
        <source>Table (.csv)</source>
        <translation>表格 (.csv)</translation>
    </message>
    <message>
        <source>VOC annotations to verify (folder)</source>
        <translation>待核实的 VOC 标注（文件夹）</translation>
    </message>
    <message>
        <source>Pictures (folder)</source>
        <translation>图片（文件夹）</translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <translation>选择(&amp;C)…</translation>
    </message>
    <message>
        <source>Choose folder and name (Alt+C)</source>
        <translation>选择文件夹和名称 (Alt+C)</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>格式(&amp;F)</translation>
    </message>
    <message>
        <source>What the files are for (Alt+F)</source>
        <translation>文件的用途（Alt+F）</translation>
    </message>
    <message>
        <source>&amp;Into</source>
        <translation>保存到(&amp;I)</translation>
    </message>
    <message>
        <source>The file or folder to write (Alt+I)</source>
        <translation>要写入的文件或文件夹（Alt+I）</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Write the files (Alt+S)</source>
        <translation>写入文件（Alt+S）</translation>
    </message>
    <message>
        <source>The folder %1 in %2 has files already. Replace those of the same names?</source>
        <translation>%2 中的文件夹 %1 已有文件。替换同名文件吗？</translation>
    </message>
    <message>
        <source>%1 already exists in %2. Replace it?</source>
        <translation>%2 中已有 %1。要替换吗？</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Enter a name.</source>
        <translation>请输入名称。</translation>
    </message>
    <message>
        <source>This is a file; the format needs a folder.</source>
        <translation>这是一个文件；此格式需要文件夹。</translation>
    </message>
    <message>
        <source>Enter a file name.</source>
        <translation>请指定文件名。</translation>
    </message>
    <message>
        <source>This folder does not exist.</source>
        <translation>没有这个文件夹。</translation>
    </message>
    <message>
        <source>This folder has files already.</source>
        <translation>此文件夹已有文件。</translation>
    </message>
    <message>
        <source>This file exists already.</source>
        <translation>此文件已存在。</translation>
    </message>
</context>
<context>
    <name>priorscope::SavingRow</name>
    <message>
        <source>Discard edits</source>
        <translation>放弃编辑</translation>
    </message>
    <message>
        <source>Forget the edits of images whose annotations something else has changed; what is in the files stays</source>
        <translation>忘记其标注已被其他程序更改的图像的编辑；文件内容保持不变</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>All labels are saved</source>
        <translation>所有标签均已保存</translation>
    </message>
    <message>
        <source>images with unsaved labels: %1</source>
        <translation>标签未保存的图像：%1</translation>
    </message>
    <message>
        <source>, of these changed by something else: %1</source>
        <translation>，其中被其他程序更改：%1</translation>
    </message>
    <message>
        <source>Reading the label edits…</source>
        <translation>正在读取标签编辑…</translation>
    </message>
</context>
<context>
    <name>priorscope::ScorePanel</name>
    <message>
        <source>Scores</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>detections</source>
        <translation>检测数</translation>
    </message>
    <message>
        <source>right</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>wrong</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>ECE %1</source>
        <translation>ECE %1</translation>
    </message>
    <message>
        <source>How many detections of the split have which score: right ones (true positives) and wrong ones. A score that separates them is a good threshold. Click a bar, or go there by the arrow keys and press Enter, for its detections</source>
        <translation>该划分的检测在各得分上的数量：正确的（真正例）和错误的。能把两者分开的得分是合适的阈值。单击一个柱，或用方向键移到该处后按 Enter，查看其中的检测</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>所选</translation>
    </message>
    <message>
        <source>Wrong, scores %1 to %2: %3</source>
        <translation>错误，得分 %1 至 %2：%3</translation>
    </message>
    <message>
        <source>Right, scores %1 to %2: %3</source>
        <translation>正确，得分 %1 至 %2：%3</translation>
    </message>
</context>
<context>
    <name>priorscope::ScoreSuggestions</name>
    <message>
        <source>Highest F1, %1: score %2</source>
        <translation>最高 F1 %1：得分 %2</translation>
    </message>
    <message>
        <source>Precision %1: score %2, recall %3</source>
        <translation>精确率 %1：得分 %2，召回率 %3</translation>
    </message>
    <message>
        <source>Evaluate the split first</source>
        <translation>请先评估该子集</translation>
    </message>
    <message>
        <source>All classes together</source>
        <translation>所有类别合并</translation>
    </message>
</context>
<context>
    <name>priorscope::ShapePlaneText</name>
    <message>
        <source>letterboxed</source>
        <translation>留边</translation>
    </message>
    <message>
        <source>stretched</source>
        <translation>拉伸</translation>
    </message>
    <message>
        <source>width, px at %1 × %1 (%2)</source>
        <translation>宽，像素，输入 %1 × %1（%2）</translation>
    </message>
    <message>
        <source>height, px</source>
        <translation>高，像素</translation>
    </message>
</context>
<context>
    <name>priorscope::ShapePlaneView</name>
    <message>
        <source>Shapes</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Width and height of objects and priors, logarithmic</source>
        <translation>目标与先验框的宽和高，对数坐标</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Save picture…</source>
        <translation>保存图片…</translation>
    </message>
    <message>
        <source>Save figures…</source>
        <translation>保存数据…</translation>
    </message>
    <message>
        <source>%1 × %2 px, feature map %3 (%4), in %5 cells</source>
        <translation>%1 × %2 像素，特征图 %3（%4），共 %5 个单元</translation>
    </message>
    <message>
        <source>%1 × %2 px: %3 objects. Grey: objects; line: shapes that a prior covers at nine of ten positions; squares: priors, by feature map</source>
        <translation>%1 × %2 像素：%3 个目标。灰色：目标；线：十处中有九处被先验框覆盖的形状；方块：先验框，按特征图编号</translation>
    </message>
</context>
<context>
    <name>priorscope::ShortcutSheet</name>
    <message>
        <source>Image, when it has the focus</source>
        <translation>图像（获得焦点时）</translation>
    </message>
    <message>
        <source>Zoom about the pointer</source>
        <translation>以指针为中心缩放</translation>
    </message>
    <message>
        <source>wheel</source>
        <translation>滚轮</translation>
    </message>
    <message>
        <source>Zoom in and out</source>
        <translation>放大和缩小</translation>
    </message>
    <message>
        <source>Fit the image</source>
        <translation>适应窗口</translation>
    </message>
    <message>
        <source>Fit the width</source>
        <translation>适应宽度</translation>
    </message>
    <message>
        <source>Actual pixels</source>
        <translation>实际像素</translation>
    </message>
    <message>
        <source>Hide or show boxes</source>
        <translation>隐藏或显示框</translation>
    </message>
    <message>
        <source>Move the image</source>
        <translation>移动图像</translation>
    </message>
    <message>
        <source>drag, arrow keys</source>
        <translation>拖动、方向键</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Next and previous image, while one fits</source>
        <translation>下一张和上一张图像（在图像适合窗口时）</translation>
    </message>
    <message>
        <source>Move the edited box by a pixel</source>
        <translation>将所编辑的框移动一个像素</translation>
    </message>
    <message>
        <source>Shift+arrow keys</source>
        <translation>Shift+方向键</translation>
    </message>
</context>
<context>
    <name>priorscope::SliceTableModel</name>
    <message>
        <source>Click to see the wrong detections of this group</source>
        <translation>点击查看该组的错误检测</translation>
    </message>
    <message>
        <source>Click to see the missed objects of this group</source>
        <translation>点击查看该组的漏检目标</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>组</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Number of objects that count; of the difficult ones, all</source>
        <translation>计入的目标数量；困难目标则为全部</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>已找到</translation>
    </message>
    <message>
        <source>Objects that a detection finds, at these thresholds</source>
        <translation>当前阈值下被检测找到的目标</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>漏检</translation>
    </message>
    <message>
        <source>Objects that none finds, at these thresholds</source>
        <translation>当前阈值下未被找到的目标</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>Share of the objects that are found, at these thresholds</source>
        <translation>当前阈值下被找到的目标所占的比例</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>True positives at these thresholds, by their object</source>
        <translation>当前阈值下的真正例，按其目标分组</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>False positives at these thresholds: by the object that they are about, of background by their own box. Those of background belong to no group where only an object can have what it is made by</source>
        <translation>当前阈值下的假正例：按其涉及的目标分组，背景检测按自身的框分组；若分组依据只有目标才具有，背景检测不属于任何组</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精确率</translation>
    </message>
    <message>
        <source>Share of right detections among right and wrong ones, at these thresholds</source>
        <translation>当前阈值下正确检测占正确与错误检测的比例</translation>
    </message>
    <message>
        <source>mAP</source>
        <translation>mAP</translation>
    </message>
    <message>
        <source>Mean 11-point average precision over the classes of the group, from every score. Objects and detections of other groups are ignored, as COCO&apos;s ranges of area do; detections of no group count as wrong</source>
        <translation>该组各类别 11 点平均精度的均值，由全部得分得到。其他组的目标和检测被忽略，与 COCO 的面积范围相同；不属于任何组的检测算作错误</translation>
    </message>
</context>
<context>
    <name>priorscope::Slices</name>
    <message>
        <source>truncated</source>
        <translation>截断</translation>
    </message>
    <message>
        <source>not truncated</source>
        <translation>未截断</translation>
    </message>
    <message>
        <source>occluded</source>
        <translation>遮挡</translation>
    </message>
    <message>
        <source>not occluded</source>
        <translation>未遮挡</translation>
    </message>
    <message>
        <source>difficult</source>
        <translation>困难</translation>
    </message>
    <message>
        <source>not difficult</source>
        <translation>非困难</translation>
    </message>
    <message>
        <source>small, below 32² px</source>
        <translation>小，低于 32² 像素</translation>
    </message>
    <message>
        <source>medium, 32² to 96² px</source>
        <translation>中，32² 至 96² 像素</translation>
    </message>
    <message>
        <source>large, 96² px and more</source>
        <translation>大，96² 像素及以上</translation>
    </message>
    <message>
        <source>alone</source>
        <translation>单独</translation>
    </message>
    <message>
        <source>2 to 4 objects</source>
        <translation>2 至 4 个目标</translation>
    </message>
    <message>
        <source>5 to 9 objects</source>
        <translation>5 至 9 个目标</translation>
    </message>
    <message>
        <source>10 objects and more</source>
        <translation>10 个及以上目标</translation>
    </message>
    <message>
        <source>below %1%2</source>
        <translation>低于 %1%2</translation>
    </message>
    <message>
        <source>%1%2 and more</source>
        <translation>%1%2 及以上</translation>
    </message>
    <message>
        <source>%1–%2%3</source>
        <translation>%1–%2%3</translation>
    </message>
    <message>
        <source>Size at %1 px</source>
        <translation>输入 %1 像素时的大小</translation>
    </message>
    <message>
        <source>Size at the input</source>
        <translation>网络输入处的大小</translation>
    </message>
    <message>
        <source>Area (COCO)</source>
        <translation>面积（COCO）</translation>
    </message>
    <message>
        <source>Width : height</source>
        <translation>宽 : 高</translation>
    </message>
    <message>
        <source>Overlap of objects</source>
        <translation>目标间的重叠</translation>
    </message>
    <message>
        <source>Objects in the image</source>
        <translation>图像中的目标数</translation>
    </message>
    <message>
        <source>Truncated</source>
        <translation>截断</translation>
    </message>
    <message>
        <source>Occluded</source>
        <translation>遮挡</translation>
    </message>
    <message>
        <source>Difficult</source>
        <translation>困难</translation>
    </message>
    <message>
        <source>Best prior</source>
        <translation>最佳先验框</translation>
    </message>
    <message>
        <source>Feature map</source>
        <translation>特征图</translation>
    </message>
    <message>
        <source>Square root of the area, in pixels of the network&apos;s input, after the resize.</source>
        <translation>面积的平方根，以缩放后网络输入的像素计。</translation>
    </message>
    <message>
        <source>COCO&apos;s ranges of area, in pixels of the image.</source>
        <translation>COCO 的面积范围，以图像像素计。</translation>
    </message>
    <message>
        <source>Width divided by height, in pixels of the image.</source>
        <translation>宽除以高，以图像像素计。</translation>
    </message>
    <message>
        <source>Highest IoU of an object with another one of its image, whatever their class.</source>
        <translation>目标与同图像中另一目标的最高 IoU，不论类别。</translation>
    </message>
    <message>
        <source>How many objects the image has.</source>
        <translation>图像中目标的数量。</translation>
    </message>
    <message>
        <source>Objects that the annotation calls truncated: they reach beyond their box.</source>
        <translation>标注为截断的目标：它们超出自己的框。</translation>
    </message>
    <message>
        <source>Objects that the annotation calls occluded.</source>
        <translation>标注为遮挡的目标。</translation>
    </message>
    <message>
        <source>Objects that the annotation calls difficult. They do not count: a detection of one is neither right nor wrong.</source>
        <translation>标注为困难的目标。它们不计入：对它们的检测既不算正确也不算错误。</translation>
    </message>
    <message>
        <source>Highest IoU of an object with any prior, before the network moves it.</source>
        <translation>目标与任一先验框（网络调整之前）的最高 IoU。</translation>
    </message>
    <message>
        <source>Objects by the feature map of their best prior, detections by that of the prior that fired.</source>
        <translation>目标按其最佳先验框所在的特征图，检测按触发它的先验框所在的特征图。</translation>
    </message>
    <message>
        <source> px</source>
        <translation> 像素</translation>
    </message>
    <message>
        <source>apart from others</source>
        <translation>与其他目标分开</translation>
    </message>
    <message>
        <source>IoU up to %1</source>
        <translation>IoU 至 %1</translation>
    </message>
    <message>
        <source>IoU %1</source>
        <translation>IoU %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>亮度</translation>
    </message>
    <message>
        <source>Mean luma of the whole image, from 0, black, to 1, white.</source>
        <translation>整幅图像的平均亮度，0 为黑，1 为白。</translation>
    </message>
</context>
<context>
    <name>priorscope::SlicesPage</name>
    <message>
        <source>Figures by group</source>
        <translation>各组的数据</translation>
    </message>
    <message>
        <source>Evaluate the split to see which objects are hard.</source>
        <translation>评估该划分以查看哪些目标较难。</translation>
    </message>
    <message>
        <source>What groups are made by</source>
        <translation>分组依据</translation>
    </message>
    <message>
        <source>Counting groups</source>
        <translation>统计各组</translation>
    </message>
</context>
<context>
    <name>priorscope::SplitDetectionsService</name>
    <message>
        <source>Evaluating</source>
        <translation>正在评估</translation>
    </message>
    <message>
        <source>This detector</source>
        <translation>此检测器</translation>
    </message>
    <message>
        <source>Candidates of this detector on these images were kept: the network did not run</source>
        <translation>此检测器在这些图像上的候选框已有保存：未运行网络</translation>
    </message>
    <message>
        <source>%1 candidates, %2 in memory</source>
        <translation>%1 个候选框，内存中 %2</translation>
    </message>
    <message>
        <source>%1 candidates, %2 in memory, %3 on disk</source>
        <translation>%1 个候选框，内存中 %2，磁盘上 %3</translation>
    </message>
</context>
<context>
    <name>priorscope::SplitMover</name>
    <message>
        <source>Move to split…</source>
        <translation>移到划分…</translation>
    </message>
    <message>
        <source>Undo moving</source>
        <translation>撤销移动</translation>
    </message>
    <message>
        <source>Take this image, or all that are shown, to another split of the dataset</source>
        <translation>将此图像或所有显示的图像移到数据集的另一个划分</translation>
    </message>
    <message>
        <source>Give the lists of the last move between splits their contents back</source>
        <translation>恢复上一次划分间移动之前的列表内容</translation>
    </message>
    <message>
        <source>Looking for moves between splits</source>
        <translation>正在查找划分之间的移动</translation>
    </message>
    <message>
        <source>Images moved to %1: %2. Undo moving takes it back.</source>
        <translation>已移到 %1 的图像：%2。“撤销移动”可以还原。</translation>
    </message>
    <message>
        <source>The lists of the splits are as before the move.</source>
        <translation>划分列表已恢复到移动之前。</translation>
    </message>
    <message>
        <source>Taking a move between splits back</source>
        <translation>正在撤销划分之间的移动</translation>
    </message>
</context>
<context>
    <name>priorscope::SplitPlots</name>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Confusion</source>
        <translation>混淆</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>漏检</translation>
    </message>
    <message>
        <source>Why objects are missed</source>
        <translation>目标漏检的原因</translation>
    </message>
    <message>
        <source>Why missed</source>
        <translation>漏检原因</translation>
    </message>
    <message>
        <source>Evaluate the split to see why objects are missed.</source>
        <translation>评估该划分以查看目标漏检的原因。</translation>
    </message>
    <message>
        <source>%1 of %2 objects that no candidate fits have no prior at IoU %3: training matches them to a single prior that hardly overlaps them. Click to go to the priors.</source>
        <translation>没有合适候选框的 %2 个目标中，%1 个在 IoU %3 下没有先验框：训练时只与一个几乎不重叠的先验框匹配。点击前往先验框。</translation>
    </message>
    <message>
        <source>no prior: %1</source>
        <translation>无先验框：%1</translation>
    </message>
    <message>
        <source>Priors shows the layout of the planned run, %1, not that of this detector, %2: figures differ.</source>
        <translation>先验框页显示计划训练的布局 %1，而非此检测器的布局 %2：数据会不同。</translation>
    </message>
</context>
<context>
    <name>priorscope::SplitSaving</name>
    <message>
        <source>Evaluate the split in Detect first</source>
        <translation>请先在“检测”中评估该划分</translation>
    </message>
</context>
<context>
    <name>priorscope::SplitWarnings</name>
    <message>
        <source>%1.</source>
        <translation>%1。</translation>
    </message>
    <message>
        <source>These images have no annotations: every detection counts as false, which is right only if they show no object.</source>
        <translation>这些图像没有标注：每个检测都算作错误，这只在图像中没有目标时才正确。</translation>
    </message>
    <message>
        <source>Images that are missing or cannot be decoded are left out: %1. The log names them.</source>
        <translation>已排除缺失或无法解码的图像：%1。日志中列有其名称。</translation>
    </message>
    <message>
        <source>Only what the filter shows counts. Images: %1; objects: %2; objects that it hides in these images are ignored: %3.</source>
        <translation>只计入筛选器显示的内容。图像：%1；目标：%2；这些图像中被它隐藏而忽略的目标：%3。</translation>
    </message>
</context>
<context>
    <name>priorscope::StartPage</name>
    <message>
        <source>Open folder…</source>
        <translation>打开文件夹…</translation>
    </message>
    <message>
        <source>Open a folder with Pascal VOC annotations (Ctrl+O)</source>
        <translation>打开含 Pascal VOC 标注的文件夹（Ctrl+O）</translation>
    </message>
    <message>
        <source>Write sample dataset…</source>
        <translation>生成示例数据集…</translation>
    </message>
    <message>
        <source>Write a small synthetic dataset to an empty folder and open it, to try the program</source>
        <translation>在一个空文件夹中生成一个小型合成数据集并打开，用于试用本程序</translation>
    </message>
    <message>
        <source>Recent folders</source>
        <translation>最近的文件夹</translation>
    </message>
    <message>
        <source>Open a folder with Pascal VOC annotations, or drop one here.</source>
        <translation>打开含 Pascal VOC 标注的文件夹，或将其拖放到此处。</translation>
    </message>
    <message>
        <source>Reading %1…</source>
        <translation>正在读取 %1…</translation>
    </message>
</context>
<context>
    <name>priorscope::SteeringPanel</name>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>In place of the run&apos;s rate, from the next step on; its schedule goes on from there</source>
        <translation>从下一步起代替训练的学习率；其计划由此继续</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>Steps of the whole run; the schedule is stretched or shortened from the next step on</source>
        <translation>整个训练的步数；学习率计划从下一步起相应拉长或缩短</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>收尾</translation>
    </message>
    <message>
        <source>Ends the run from here: a tenth of its steps so far, in which the rate falls</source>
        <translation>从此处结束训练：再训练已完成步数的十分之一，其间学习率下降</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Changes the run between two steps</source>
        <translation>在两步之间更改训练</translation>
    </message>
    <message>
        <source>Resumes the selected run with these changes</source>
        <translation>以这些更改继续所选训练</translation>
    </message>
    <message>
        <source>Takes effect with the next step, and is kept with the run</source>
        <translation>从下一步起生效，并随训练保存</translation>
    </message>
    <message>
        <source>Takes effect from the last checkpoint on; a finished run can be made longer</source>
        <translation>从最后的检查点起生效；已完成的训练可以延长</translation>
    </message>
    <message>
        <source>Resume with changes</source>
        <translation>按更改继续</translation>
    </message>
</context>
<context>
    <name>priorscope::SuggestOptionsForm</name>
    <message>
        <source>Aim</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>What the search maximises</source>
        <translation>搜索要尽可能提高的量</translation>
    </message>
    <message>
        <source>IoU threshold</source>
        <translation>交并比阈值</translation>
    </message>
    <message>
        <source>An object is covered by a prior that overlaps it by at least this</source>
        <translation>与先验框的重叠达到此值的目标视为被覆盖</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>形式</translation>
    </message>
    <message>
        <source>Shapes one by one, or a scale with ratios and their reciprocals, as torchvision&apos;s generator makes them</source>
        <translation>逐个形状，或尺度加宽高比及其倒数（torchvision 的生成器采用的形式）</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>预算</translation>
    </message>
    <message>
        <source>How many priors the layout may have</source>
        <translation>布局最多可有多少先验框</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>最多</translation>
    </message>
    <message>
        <source>Priors per image, or per cell of each feature map</source>
        <translation>每张图像的先验框数，或每个特征图中每个单元的先验框数</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>The same seed gives the same suggestion</source>
        <translation>相同的种子给出相同的建议</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Number of shapes tried; more take longer and may find better ones</source>
        <translation>尝试的形状数；越多耗时越长，可能找到更好的</translation>
    </message>
    <message>
        <source>mean best IoU</source>
        <translation>平均最佳交并比</translation>
    </message>
    <message>
        <source>recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>recall of the lowest class</source>
        <translation>最低类别的召回率</translation>
    </message>
    <message>
        <source>free shapes</source>
        <translation>自由形状</translation>
    </message>
    <message>
        <source>scales and ratios</source>
        <translation>尺度与宽高比</translation>
    </message>
    <message>
        <source>as many as now</source>
        <translation>与当前相同</translation>
    </message>
    <message>
        <source>priors per image</source>
        <translation>每张图像的先验框</translation>
    </message>
    <message>
        <source>priors per cell</source>
        <translation>每个单元的先验框</translation>
    </message>
</context>
<context>
    <name>priorscope::SuggestPanel</name>
    <message>
        <source>Stopped; the layout is unchanged.</source>
        <translation>已停止；布局保持原样。</translation>
    </message>
    <message>
        <source>Suggest a layout</source>
        <translation>建议布局</translation>
    </message>
    <message>
        <source>Back to the feature maps</source>
        <translation>返回特征图</translation>
    </message>
    <message>
        <source>Progress of the search</source>
        <translation>搜索进度</translation>
    </message>
    <message>
        <source>Use the suggestion</source>
        <translation>采用建议</translation>
    </message>
    <message>
        <source>Replace the current layout with it; this can be undone</source>
        <translation>用它替换当前布局；可撤销</translation>
    </message>
    <message>
        <source>Mean best IoU</source>
        <translation>平均最佳交并比</translation>
    </message>
    <message>
        <source>Overlap of an object with its best prior, mean over the objects in view</source>
        <translation>目标与其最佳先验框的重叠，对当前显示的目标取平均</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>Share of the objects that a prior covers at the threshold</source>
        <translation>在阈值下被某个先验框覆盖的目标比例</translation>
    </message>
    <message>
        <source>Lowest class</source>
        <translation>最低类别</translation>
    </message>
    <message>
        <source>The same share for the class where it is lowest</source>
        <translation>该比例最低的类别的值</translation>
    </message>
    <message>
        <source>Priors</source>
        <translation>先验框</translation>
    </message>
    <message>
        <source>Number of boxes that the network predicts per image</source>
        <translation>网络对每张图像进行预测的数量</translation>
    </message>
    <message>
        <source>Best by number of priors (grey: the start)</source>
        <translation>各先验框数下的最佳结果（灰色：起点）</translation>
    </message>
    <message>
        <source>Best found by number of priors</source>
        <translation>各先验框数下找到的最佳结果</translation>
    </message>
    <message>
        <source>The best result that the search found for each number of priors</source>
        <translation>搜索在更少和更多先验框下找到的最佳结果</translation>
    </message>
    <message>
        <source>found</source>
        <translation>找到</translation>
    </message>
    <message>
        <source>start</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>recall at IoU %1</source>
        <translation>IoU %1 时的召回率</translation>
    </message>
    <message>
        <source>recall of the lowest class at IoU %1</source>
        <translation>IoU %1 时最低类别的召回率</translation>
    </message>
    <message>
        <source>mean best IoU</source>
        <translation>平均最佳交并比</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>正在开始…</translation>
    </message>
    <message>
        <source>Suggest from %1</source>
        <translation>从 %1 出发的建议</translation>
    </message>
    <message>
        <source>%1 of %2 steps</source>
        <translation>%1 / %2 步</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>Nothing better was found within the budget; the layout is unchanged.</source>
        <translation>在预算内没有找到更好的布局；布局保持不变。</translation>
    </message>
    <message>
        <source>Found in %1 and applied; undo restores the previous layout.</source>
        <translation>用时 %1 找到并已采用；撤销可恢复之前的布局。</translation>
    </message>
    <message>
        <source>Found, but the layout was edited in the meantime.</source>
        <translation>已找到，但布局在此期间被修改。</translation>
    </message>
    <message>
        <source>suggestion</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>Recall at %1</source>
        <translation>IoU %1 召回率</translation>
    </message>
    <message>
        <source>priors</source>
        <translation>先验框</translation>
    </message>
    <message>
        <source>Searches for priors that cover the %1 objects in view better than the layout does.</source>
        <translation>搜索比当前布局更好地覆盖所显示的 %1 个目标的先验框。</translation>
    </message>
    <message>
        <source>There are no objects in view to search for.</source>
        <translation>当前没有可供搜索的目标。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Stop the search; the layout stays unchanged</source>
        <translation>停止搜索；布局保持原样</translation>
    </message>
    <message>
        <source>Search, starting from the current layout</source>
        <translation>从当前布局开始搜索</translation>
    </message>
    <message>
        <source>Found for the %1 objects that were in view at the start; others are now.</source>
        <translation>已为开始时视图中的 %1 个目标找到；现在视图中是其他目标。</translation>
    </message>
</context>
<context>
    <name>priorscope::SystemWatch</name>
    <message>
        <source>Reading what the machine did</source>
        <translation>读取机器占用情况</translation>
    </message>
</context>
<context>
    <name>priorscope::ThresholdRow</name>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>NMS IoU</source>
        <translation>NMS 交并比</translation>
    </message>
    <message>
        <source>Top k</source>
        <translation>前 k 个</translation>
    </message>
    <message>
        <source>Match IoU</source>
        <translation>匹配交并比</translation>
    </message>
    <message>
        <source>Detections with a lower score are not shown</source>
        <translation>不显示得分更低的检测</translation>
    </message>
    <message>
        <source>At most this many detections per image, highest scores first</source>
        <translation>每张图像最多保留的检测数，得分高者优先</translation>
    </message>
    <message>
        <source>A detection is correct if it overlaps an object of its class by at least this</source>
        <translation>检测与同类目标的交并比不低于此值即为正确</translation>
    </message>
    <message>
        <source>by class</source>
        <translation>按类别</translation>
    </message>
    <message>
        <source>all classes</source>
        <translation>所有类别</translation>
    </message>
    <message>
        <source>no NMS</source>
        <translation>无 NMS</translation>
    </message>
    <message>
        <source>Which better detections suppress one: those of its class, those of any class, or none</source>
        <translation>哪些更好的检测会抑制一个检测：同类别的、任何类别的，或没有</translation>
    </message>
    <message>
        <source>NMS</source>
        <translation>NMS</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>Keep these thresholds and their figures, to compare with what follows (Ctrl+P)</source>
        <translation>保留当前阈值及其数据，与之后的结果比较（Ctrl+P）</translation>
    </message>
    <message>
        <source>Detections that overlap a better one by more are suppressed</source>
        <translation>与更好的检测重叠超过此值的检测会被抑制</translation>
    </message>
    <message>
        <source>Suggest</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>Scores that give the highest F1, or a wanted precision (Ctrl+Shift+T)</source>
        <translation>给出最高 F1 或所需精确率的得分（Ctrl+Shift+T）</translation>
    </message>
    <message>
        <source>Lower…</source>
        <translation>更低…</translation>
    </message>
    <message>
        <source>No candidate with a lower score was kept: evaluate from a lower score to see those as well</source>
        <translation>未保留得分更低的候选：从更低的得分评估即可看到它们</translation>
    </message>
</context>
<context>
    <name>priorscope::ThumbnailDelegate</name>
    <message>
        <source>cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>no image file</source>
        <translation>无图像文件</translation>
    </message>
</context>
<context>
    <name>priorscope::TrainWorkspace</name>
    <message>
        <source>Training is at step %1 of %2. Stop it at a checkpoint and close?</source>
        <translation>训练进行到第 %1 步，共 %2 步。是否保存检查点后停止并关闭？</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Where is the run&apos;s dataset now? %1 is not there</source>
        <translation>该运行的数据集现在在哪里？%1 不存在</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Training samples</source>
        <translation>训练样本</translation>
    </message>
    <message>
        <source>Shows what the planned run would train on, in place of the curves</source>
        <translation>显示计划中的训练会用到的样本，代替曲线</translation>
    </message>
    <message>
        <source>Learning rate sweep</source>
        <translation>学习率扫描</translation>
    </message>
    <message>
        <source>Looks for a learning rate for the planned run, in place of the curves</source>
        <translation>为计划的训练寻找学习率，显示在曲线的位置</translation>
    </message>
    <message>
        <source>Validation images</source>
        <translation>验证图像</translation>
    </message>
    <message>
        <source>Shows what each evaluation found in some validation images</source>
        <translation>显示每次评估在若干验证图像中检测到的内容</translation>
    </message>
    <message>
        <source>No checkpoint of step %1 was kept: another of the run is shown</source>
        <translation>未保留第 %1 步的检查点：显示该运行的另一个检查点</translation>
    </message>
    <message>
        <source>The run does not go on without the window: %1</source>
        <translation>运行无法在没有窗口的情况下继续：%1</translation>
    </message>
    <message>
        <source>Training is at step %1 of %2. Stop it at a checkpoint, or let it go on in a process of its own?</source>
        <translation>训练已到第 %1 步，共 %2 步。在检查点停止，还是让它在独立进程中继续？</translation>
    </message>
    <message>
        <source>&amp;Go on without the window</source>
        <translation>不用窗口继续(&amp;G)</translation>
    </message>
</context>
<context>
    <name>priorscope::TrainingController</name>
    <message>
        <source>The change is not made: the run is being prepared, or has just ended</source>
        <translation>更改未生效：训练正在准备，或刚刚结束</translation>
    </message>
</context>
<context>
    <name>priorscope::TrainingForm</name>
    <message>
        <source>steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>Unit of the length</source>
        <translation>长度单位</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Architecture of the network</source>
        <translation>网络结构</translation>
    </message>
    <message>
        <source>Priors</source>
        <translation>先验框</translation>
    </message>
    <message>
        <source>The layout of prior boxes: the model&apos;s own, or that of the Priors workspace</source>
        <translation>先验框布局：模型自带的，或先验框工作区中的</translation>
    </message>
    <message>
        <source>Train on</source>
        <translation>训练集</translation>
    </message>
    <message>
        <source>Images to train on</source>
        <translation>用于学习其目标的图像</translation>
    </message>
    <message>
        <source>Validate on</source>
        <translation>验证集</translation>
    </message>
    <message>
        <source>Images on which average precision is measured while training</source>
        <translation>训练期间用于测量平均精度的图像</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>The same seed gives the same initial weights, order and flips</source>
        <translation>相同的种子给出相同的初始权重、顺序和翻转</translation>
    </message>
    <message>
        <source>Choose the folder of runs</source>
        <translation>选择运行文件夹</translation>
    </message>
    <message>
        <source>Runs in</source>
        <translation>运行目录</translation>
    </message>
    <message>
        <source>Each run gets a folder of its own there</source>
        <translation>每次运行在其中有各自的文件夹</translation>
    </message>
    <message>
        <source>More options</source>
        <translation>更多选项</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>动量</translation>
    </message>
    <message>
        <source>Rate of biases</source>
        <translation>偏置学习率</translation>
    </message>
    <message>
        <source>Factor on the learning rate of biases</source>
        <translation>偏置学习率的倍数</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>Steps over which the rate rises from a tenth</source>
        <translation>学习率从十分之一上升所用的步数</translation>
    </message>
    <message>
        <source>Gradient clip</source>
        <translation>梯度裁剪</translation>
    </message>
    <message>
        <source>Largest norm of the gradient; 0: no limit</source>
        <translation>梯度的最大范数；0：不限制</translation>
    </message>
    <message>
        <source>Match IoU</source>
        <translation>匹配交并比</translation>
    </message>
    <message>
        <source>A prior that overlaps an object by at least this is a positive</source>
        <translation>与目标交并比不低于此值的先验框学习该目标</translation>
    </message>
    <message>
        <source>Negatives</source>
        <translation>负样本</translation>
    </message>
    <message>
        <source>Difficult objects</source>
        <translation>困难目标</translation>
    </message>
    <message>
        <source>Also train on difficult objects</source>
        <translation>也学习困难目标</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>数值精度</translation>
    </message>
    <message>
        <source>Evaluate every</source>
        <translation>评估间隔</translation>
    </message>
    <message>
        <source>Steps between evaluations; 0: about ten times a run</source>
        <translation>两次评估之间的步数；0：每次运行约十次</translation>
    </message>
    <message>
        <source>Checkpoint every</source>
        <translation>检查点间隔</translation>
    </message>
    <message>
        <source>Steps between writes of last.pt</source>
        <translation>两次写入 last.pt 之间的步数</translation>
    </message>
    <message>
        <source>every image</source>
        <translation>全部图像</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>the model&apos;s own</source>
        <translation>模型自带</translation>
    </message>
    <message>
        <source>Priors: %1</source>
        <translation>先验框：%1</translation>
    </message>
    <message>
        <source>Start from weights</source>
        <translation>起始权重</translation>
    </message>
    <message>
        <source>Initial weights, used where they fit: a checkpoint, a state dict (.pt, .pth) or .safetensors of the detector or of its backbone. Empty: random weights</source>
        <translation>训练开始时采用其中合适的权重：检测器或其骨干网络的检查点、状态字典（.pt、.pth）或 .safetensors 文件。留空则随机初始化</translation>
    </message>
    <message>
        <source>random</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>Choose a file of weights</source>
        <translation>选择权重文件</translation>
    </message>
    <message>
        <source>Weights (*.pt *.pth *.safetensors);;All files (*)</source>
        <translation>权重 (*.pt *.pth *.safetensors);;所有文件 (*)</translation>
    </message>
    <message>
        <source>none: %1 has no priors</source>
        <translation>无：%1 没有先验框</translation>
    </message>
    <message>
        <source>Rate drops</source>
        <translation>学习率下降</translation>
    </message>
    <message>
        <source>Keep every</source>
        <translation>保留间隔</translation>
    </message>
    <message>
        <source>Epochs between checkpoints that are kept in addition to the last and the best; 0: none</source>
        <translation>除最新和最佳之外保留的检查点之间的轮数；0：不保留</translation>
    </message>
    <message>
        <source>Compute threads</source>
        <translation>计算线程</translation>
    </message>
    <message>
        <source>0: all cores</source>
        <translation>0：所有核心</translation>
    </message>
    <message>
        <source>Loading threads</source>
        <translation>加载线程</translation>
    </message>
    <message>
        <source>Threads that prepare images; they never change results; 0: as many as the machine allows</source>
        <translation>用于准备图像，不影响结果；0：机器所允许的数量</translation>
    </message>
    <message>
        <source>stretch</source>
        <translation>拉伸</translation>
    </message>
    <message>
        <source>letterbox</source>
        <translation>留边</translation>
    </message>
    <message>
        <source>Resize</source>
        <translation>缩放方式</translation>
    </message>
    <message>
        <source>Resizing to the network&apos;s square input: stretched, or with borders that keep the aspect ratio</source>
        <translation>图像如何变为网络的正方形输入：拉伸，或加边框以保持宽高比</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Where the network is trained; automatic: the first CUDA device, else the CPU</source>
        <translation>训练网络所用的设备；自动：第一个 CUDA 设备，没有则用 CPU</translation>
    </message>
    <message>
        <source>Compute precision of convolutions; bfloat16 is faster if the device has instructions for it</source>
        <translation>卷积的精度；设备有相应指令时 bfloat16 更快</translation>
    </message>
    <message>
        <source>. Choose the model&apos;s own priors, or a model with the feature maps of this layout.</source>
        <translation>。请选择模型自带的先验框，或特征图与此布局相符的模型。</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>没有此文件。</translation>
    </message>
    <message>
        <source>Name a folder.</source>
        <translation>请给出文件夹。</translation>
    </message>
    <message>
        <source>Show samples</source>
        <translation>显示样本</translation>
    </message>
    <message>
        <source>What it sees</source>
        <translation>训练所见</translation>
    </message>
    <message>
        <source>The images that the run would train on, after these changes (G)</source>
        <translation>经过这些变换后用于训练的图像 (G)</translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation>数据增强</translation>
    </message>
    <message>
        <source>Random changes that every image goes through: none; mirror; light; the SSD paper&apos;s; those of torchvision&apos;s recipe for SSDLite; strong, with mosaic, rotation, occlusion, noise and more</source>
        <translation>每张图像经过的随机变换：none（无）；mirror（镜像）；light（轻度）；ssd（SSD 论文）；ssdlite（torchvision 的 SSDLite 配方）；strong（强，另有拼接、旋转、遮挡、噪声等）</translation>
    </message>
    <message>
        <source>Changes of every sample</source>
        <translation>每个样本的变换</translation>
    </message>
    <message>
        <source>Mirror</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Probability of mirroring from left to right; empty: as the set has it</source>
        <translation>左右镜像的概率；留空：采用组合的值</translation>
    </message>
    <message>
        <source>Photometric</source>
        <translation>光度</translation>
    </message>
    <message>
        <source>Probability of each change of brightness, contrast, saturation and hue</source>
        <translation>亮度、对比度、饱和度和色相各自变化的概率</translation>
    </message>
    <message>
        <source>Photometric by</source>
        <translation>光度幅度</translation>
    </message>
    <message>
        <source>Largest change of a factor: 0.5 is half to one and a half times; of hue, 51° for each 1</source>
        <translation>系数的最大变化：0.5 表示 0.5 至 1.5 倍；色相每 1 对应 51°</translation>
    </message>
    <message>
        <source>Zoom-out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Probability of a larger canvas filled with the mean</source>
        <translation>以均值填充的更大画布的概率</translation>
    </message>
    <message>
        <source>Zoom-out by</source>
        <translation>缩小倍数</translation>
    </message>
    <message>
        <source>Largest factor, 1 to 16</source>
        <translation>最大倍数，1 至 16</translation>
    </message>
    <message>
        <source>Crop</source>
        <translation>裁剪</translation>
    </message>
    <message>
        <source>Probability of a crop under a minimum IoU with an object</source>
        <translation>按与目标的最小 IoU 裁剪的概率</translation>
    </message>
    <message>
        <source>Crop to</source>
        <translation>裁剪至</translation>
    </message>
    <message>
        <source>Least side of the crop, as a share of the image&apos;s</source>
        <translation>裁剪后的最小边长，占图像边长的比例</translation>
    </message>
    <message>
        <source>Scale jitter</source>
        <translation>尺度抖动</translation>
    </message>
    <message>
        <source>Probability of another scale at the same aspect ratio</source>
        <translation>保持宽高比改变尺度的概率</translation>
    </message>
    <message>
        <source>Scale jitter by</source>
        <translation>尺度抖动幅度</translation>
    </message>
    <message>
        <source>Largest change of scale, as a share</source>
        <translation>尺度的最大变化比例</translation>
    </message>
    <message>
        <source>Rotation</source>
        <translation>旋转</translation>
    </message>
    <message>
        <source>Probability of a rotation by a small angle</source>
        <translation>小角度旋转的概率</translation>
    </message>
    <message>
        <source>Rotation by</source>
        <translation>旋转角度</translation>
    </message>
    <message>
        <source>Largest angle, degrees</source>
        <translation>最大角度，度</translation>
    </message>
    <message>
        <source>Quarter turn</source>
        <translation>直角转动</translation>
    </message>
    <message>
        <source>Probability of a turn by 90, 180 or 270 degrees</source>
        <translation>转动 90、180 或 270 度的概率</translation>
    </message>
    <message>
        <source>Mosaic</source>
        <translation>拼接</translation>
    </message>
    <message>
        <source>Probability of four images in one</source>
        <translation>四图合一的概率</translation>
    </message>
    <message>
        <source>Mosaic smaller by</source>
        <translation>拼接缩小</translation>
    </message>
    <message>
        <source>How much smaller its images may be, as a share</source>
        <translation>其中图像最多缩小的比例</translation>
    </message>
    <message>
        <source>Mosaic until</source>
        <translation>拼接截至</translation>
    </message>
    <message>
        <source>Share of the run after which there is no mosaic any more</source>
        <translation>训练进行到此比例后不再拼接</translation>
    </message>
    <message>
        <source>Occlusion</source>
        <translation>遮挡</translation>
    </message>
    <message>
        <source>Probability of covering a part of one object</source>
        <translation>遮住一个目标的一部分的概率</translation>
    </message>
    <message>
        <source>Occlusion of</source>
        <translation>遮挡比例</translation>
    </message>
    <message>
        <source>Largest share of the object that is covered</source>
        <translation>目标被遮住的最大比例</translation>
    </message>
    <message>
        <source>Greyscale</source>
        <translation>灰度</translation>
    </message>
    <message>
        <source>Probability of losing all colour</source>
        <translation>去除全部颜色的概率</translation>
    </message>
    <message>
        <source>Blur</source>
        <translation>模糊</translation>
    </message>
    <message>
        <source>Probability of a Gaussian blur</source>
        <translation>高斯模糊的概率</translation>
    </message>
    <message>
        <source>Blur of</source>
        <translation>模糊程度</translation>
    </message>
    <message>
        <source>Largest standard deviation, pixels of the input</source>
        <translation>最大标准差，输入像素</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <source>Probability of Gaussian noise</source>
        <translation>高斯噪声的概率</translation>
    </message>
    <message>
        <source>Noise of</source>
        <translation>噪声强度</translation>
    </message>
    <message>
        <source>Largest standard deviation, of 255</source>
        <translation>最大标准差，以 255 计</translation>
    </message>
    <message>
        <source>JPEG artefacts</source>
        <translation>JPEG 失真</translation>
    </message>
    <message>
        <source>Probability of artefacts of JPEG compression</source>
        <translation>JPEG 压缩失真的概率</translation>
    </message>
    <message>
        <source>JPEG from</source>
        <translation>JPEG 质量</translation>
    </message>
    <message>
        <source>Least quality of the compression, 1 to 95</source>
        <translation>压缩的最低质量，1 至 95</translation>
    </message>
    <message>
        <source>There is no such folder.</source>
        <translation>没有这样的文件夹。</translation>
    </message>
    <message>
        <source>Hard negatives</source>
        <translation>难负样本</translation>
    </message>
    <message>
        <source>Share of negatives</source>
        <translation>负样本占比</translation>
    </message>
    <message>
        <source>Of every batch, from the folder of negatives; without one it changes nothing</source>
        <translation>每批中来自负样本文件夹的比例；未指定文件夹时不起作用</translation>
    </message>
    <message>
        <source>Sampling</source>
        <translation>采样</translation>
    </message>
    <message>
        <source>How often an image comes: uniform; classes: those of rare classes more often; file: by weights</source>
        <translation>图像出现的频率：uniform（均匀）；classes（稀有类别更多）；file（按权重）</translation>
    </message>
    <message>
        <source>Rare below</source>
        <translation>稀有阈值</translation>
    </message>
    <message>
        <source>Share of the images below which a class is rare, where sampling is by classes</source>
        <translation>按类别采样时，类别所占图像低于此比例即为稀有</translation>
    </message>
    <message>
        <source>A folder of images without any object, which train as background</source>
        <translation>不含任何目标的图像文件夹，作为背景训练</translation>
    </message>
    <message>
        <source>Choose a folder of negatives</source>
        <translation>选择负样本文件夹</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Weights of images</source>
        <translation>图像权重</translation>
    </message>
    <message>
        <source>Where sampling is by file: a line for each image, its id and a number; others get 1</source>
        <translation>按文件采样时：每张图像一行，含其标识和一个数；其余为 1</translation>
    </message>
    <message>
        <source>Choose a file of weights of images</source>
        <translation>选择图像权重文件</translation>
    </message>
    <message>
        <source>Text (*.txt *.csv);;All files (*)</source>
        <translation>文本 (*.txt *.csv);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Optimizer and schedule</source>
        <translation>优化器与学习率计划</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Frozen parts</source>
        <translation>冻结部分</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>训练方案</translation>
    </message>
    <message>
        <source>Options that go together. Choosing one sets the length, the batch, the rate and everything below that says how the network learns; data and machine stay</source>
        <translation>相互配合的一组选项。选择后会设置长度、批次、学习率以及下面所有决定网络如何学习的选项；数据和机器不变</translation>
    </message>
    <message>
        <source>One step trains on one batch, or on several where they are accumulated</source>
        <translation>一步训练一个批次；累积时为多个批次</translation>
    </message>
    <message>
        <source>Time and memory</source>
        <translation>时间与内存</translation>
    </message>
    <message>
        <source>recipe %1</source>
        <translation>训练方案 %1</translation>
    </message>
    <message>
        <source>changed by hand</source>
        <translation>手动修改</translation>
    </message>
    <message>
        <source>Images per batch</source>
        <translation>每批图像数</translation>
    </message>
    <message>
        <source>For weights, after the warm-up; the highest of the run</source>
        <translation>用于权重，预热之后；整个训练中的最高值</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Stochastic gradient descent, or Adam with a weight decay apart from the gradient</source>
        <translation>随机梯度下降，或权重衰减与梯度分离的 Adam</translation>
    </message>
    <message>
        <source>SGD: fraction of the previous update that is kept</source>
        <translation>SGD：保留上次更新的比例</translation>
    </message>
    <message>
        <source>Nesterov</source>
        <translation>Nesterov</translation>
    </message>
    <message>
        <source>SGD: momentum looks one step ahead</source>
        <translation>SGD：动量向前看一步</translation>
    </message>
    <message>
        <source>β₁</source>
        <translation>β₁</translation>
    </message>
    <message>
        <source>AdamW: decay of the mean of the gradient</source>
        <translation>AdamW：梯度均值的衰减</translation>
    </message>
    <message>
        <source>β₂</source>
        <translation>β₂</translation>
    </message>
    <message>
        <source>AdamW: decay of the mean of the gradient&apos;s square</source>
        <translation>AdamW：梯度平方均值的衰减</translation>
    </message>
    <message>
        <source>On weights, and on what the next two rows say</source>
        <translation>作用于权重，以及下面两行所指定的参数</translation>
    </message>
    <message>
        <source>Decay of biases</source>
        <translation>偏置衰减</translation>
    </message>
    <message>
        <source>Whether biases of convolutions decay, too</source>
        <translation>卷积的偏置是否也衰减</translation>
    </message>
    <message>
        <source>Decay of norms</source>
        <translation>归一化衰减</translation>
    </message>
    <message>
        <source>Whether weights and biases of normalisation decay, too</source>
        <translation>归一化的权重和偏置是否也衰减</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>学习率计划</translation>
    </message>
    <message>
        <source>The rate falls in steps, along a cosine, rises and falls in one cycle, or stays</source>
        <translation>学习率分步下降、沿余弦下降、在一个周期内升降，或保持不变</translation>
    </message>
    <message>
        <source>Schedule steps: fractions of the run after which the rate is divided by 10, separated by blanks</source>
        <translation>steps 计划：学习率除以 10 的位置，以训练的比例表示，用空格分隔</translation>
    </message>
    <message>
        <source>Final rate</source>
        <translation>最终学习率</translation>
    </message>
    <message>
        <source>Schedule cosine: at the end, as a share of the learning rate</source>
        <translation>cosine 计划：结束时占学习率的比例</translation>
    </message>
    <message>
        <source>Peak at</source>
        <translation>峰值位置</translation>
    </message>
    <message>
        <source>Schedule one-cycle: share of the run before the highest rate</source>
        <translation>one-cycle 计划：达到最高学习率之前的训练比例</translation>
    </message>
    <message>
        <source>Accumulate</source>
        <translation>累积</translation>
    </message>
    <message>
        <source>Batches whose gradients make up one step, as if they were one batch; normalisation keeps statistics of each batch</source>
        <translation>梯度合为一步的批次数，如同一个大批次；归一化仍按每个批次统计</translation>
    </message>
    <message>
        <source>Weight average</source>
        <translation>权重平均</translation>
    </message>
    <message>
        <source>Decay of a running average of the weights, such as 0.999; the run evaluates, exports and keeps the average. 0: no average</source>
        <translation>权重滑动平均的衰减，如 0.999；训练评估、导出并保留该平均。0：无平均</translation>
    </message>
    <message>
        <source>Negatives by</source>
        <translation>负样本选取</translation>
    </message>
    <message>
        <source>mining: the hardest negatives of each image; focal: all, the easy ones with little weight</source>
        <translation>mining：每幅图像中最难的负样本；focal：全部，容易的权重很小</translation>
    </message>
    <message>
        <source>Mining: hard negative priors per positive one</source>
        <translation>mining：每个正先验框对应的难负先验框数</translation>
    </message>
    <message>
        <source>Of empty images</source>
        <translation>空图像的负样本</translation>
    </message>
    <message>
        <source>Mining: hard negative priors of an image without positive ones</source>
        <translation>mining：没有正先验框的图像的难负先验框数</translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation>标签平滑</translation>
    </message>
    <message>
        <source>Mining: share of the target that goes to all classes alike</source>
        <translation>mining：平均分给所有类别的目标比例</translation>
    </message>
    <message>
        <source>Focal γ</source>
        <translation>Focal γ</translation>
    </message>
    <message>
        <source>Focal loss: exponent; the more, the less easy priors count</source>
        <translation>focal 损失：指数；越大，容易的先验框权重越小</translation>
    </message>
    <message>
        <source>Focal α</source>
        <translation>Focal α</translation>
    </message>
    <message>
        <source>Focal loss: weight of positives; negatives have the rest of 1</source>
        <translation>focal 损失：正样本的权重；负样本为 1 减去它</translation>
    </message>
    <message>
        <source>Class weights</source>
        <translation>类别权重</translation>
    </message>
    <message>
        <source>On the confidence loss of positives: cat=2, dog=0.5, 1 for the others; or balanced: by the root of how rare a class is</source>
        <translation>作用于正样本的置信度损失：cat=2, dog=0.5，其余为 1；或 balanced：按类别稀有程度的平方根</translation>
    </message>
    <message>
        <source>Localization</source>
        <translation>定位权重</translation>
    </message>
    <message>
        <source>Weight of the localization loss beside the other</source>
        <translation>定位损失相对于另一项的权重</translation>
    </message>
    <message>
        <source>Frozen stages</source>
        <translation>冻结阶段</translation>
    </message>
    <message>
        <source>Stages of the backbone, from the image on, that keep their weights; 0: none</source>
        <translation>主干中从图像起保持权重不变的阶段数；0：无</translation>
    </message>
    <message>
        <source>Thaw at</source>
        <translation>解冻位置</translation>
    </message>
    <message>
        <source>Fractions of the run, separated by blanks; at each the last frozen stage begins to learn</source>
        <translation>训练的比例，用空格分隔；到每一处，最后一个冻结阶段开始学习</translation>
    </message>
    <message>
        <source>Freeze norms</source>
        <translation>冻结归一化</translation>
    </message>
    <message>
        <source>All normalisation keeps its statistics, weights and biases, as small batches need</source>
        <translation>所有归一化保持其统计量、权重和偏置，适用于小批次</translation>
    </message>
    <message>
        <source>Rates of stages</source>
        <translation>各阶段学习率</translation>
    </message>
    <message>
        <source>Factors on the learning rate by stage, from the image on, separated by blanks; 1 for the others</source>
        <translation>各阶段学习率的倍数，从图像起，用空格分隔；其余为 1</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>耐心</translation>
    </message>
    <message>
        <source>Evaluations without a better one after which the run ends, with a short decay of the rate; 0: it goes to its end</source>
        <translation>连续多少次评估没有改善后结束训练，并短暂降低学习率；0：训练到底</translation>
    </message>
    <message>
        <source>Validation loss</source>
        <translation>验证损失</translation>
    </message>
    <message>
        <source>Whether evaluations compute the loss, too</source>
        <translation>评估时是否也计算损失</translation>
    </message>
    <message>
        <source>Look for a rate</source>
        <translation>寻找学习率</translation>
    </message>
    <message>
        <source>Rate sweep</source>
        <translation>学习率扫描</translation>
    </message>
    <message>
        <source>Trains for some steps while the rate rises, and shows where the loss falls fastest (L)</source>
        <translation>在学习率上升时训练若干步，显示损失下降最快的位置（L）</translation>
    </message>
    <message>
        <source>Logged images</source>
        <translation>记录的图像</translation>
    </message>
    <message>
        <source>Deterministic</source>
        <translation>确定性</translation>
    </message>
    <message>
        <source>On CUDA: the same weights each time, somewhat slower; on the CPU they always are</source>
        <translation>在 CUDA 上：每次得到相同的权重，稍慢；在 CPU 上总是如此</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Probability of pasting crops of false positives, where they touch no object; needs their file, under More options</source>
        <translation>在不接触目标处粘贴假正例裁片的概率；需要“更多选项”下的文件</translation>
    </message>
    <message>
        <source>Paste up to</source>
        <translation>粘贴至多</translation>
    </message>
    <message>
        <source>Most crops on one image, 1 to 20</source>
        <translation>每幅图像的裁片数上限，1 至 20</translation>
    </message>
    <message>
        <source>False positives</source>
        <translation>误检</translation>
    </message>
    <message>
        <source>Crops that are pasted onto training images as background, where Paste has a probability: a line for each, its image and its edges in pixels; Detect writes it</source>
        <translation>当“粘贴”有概率时，作为背景粘贴到训练图像上的裁片：每行一个，为其图像和边缘（像素）；由检测页写出</translation>
    </message>
    <message>
        <source>Choose a file of false positives</source>
        <translation>选择假正例文件</translation>
    </message>
    <message>
        <source>Input sizes by</source>
        <translation>输入尺寸变化</translation>
    </message>
    <message>
        <source>Batches of several input sizes: by how much their sides may differ from the network&apos;s, as a share; in steps of 32 px, for networks that allow it; 0: one size</source>
        <translation>使用多种输入尺寸的批次：边长与网络输入的最大偏差（比例）；以 32 px 为步长，仅限允许的网络；0：单一尺寸</translation>
    </message>
    <message>
        <source>Validation images whose detections are kept at each evaluation, also in the TensorBoard file; 0: none</source>
        <translation>每次评估时保留其检测结果的验证图像数，也写入 TensorBoard 文件；0：不保留</translation>
    </message>
</context>
<context>
    <name>priorscope::TrainingPlots</name>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Sums over the batch divided by its number of positive priors (SSD, equation 1)</source>
        <translation>整批之和除以正样本先验框数（SSD，公式 1）</translation>
    </message>
    <message>
        <source>AP</source>
        <translation>AP</translation>
    </message>
    <message>
        <source>AP@0.5 (VOC07)</source>
        <translation>AP@0.5 (VOC07)</translation>
    </message>
    <message>
        <source>11-point average precision at IoU 0.5 on the validation split: mean; thin lines: each class</source>
        <translation>验证划分上 IoU 0.5 时的 11 点平均精度：均值，细线为各类别</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>For weights; biases use a multiple of it</source>
        <translation>权重的学习率；偏置按其倍数学习</translation>
    </message>
    <message>
        <source>Images per second</source>
        <translation>每秒图像数</translation>
    </message>
    <message>
        <source>Training images per second, including waits</source>
        <translation>每秒训练图像数，含等待时间</translation>
    </message>
    <message>
        <source>Positives per image</source>
        <translation>每张图像正样本数</translation>
    </message>
    <message>
        <source>Priors that were matched with an object, per image</source>
        <translation>每张图像中与目标匹配的先验框数</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>梯度范数</translation>
    </message>
    <message>
        <source>Euclidean norm over all parameters, before clipping</source>
        <translation>裁剪前全部参数的欧几里得范数</translation>
    </message>
    <message>
        <source>total</source>
        <translation>总损失</translation>
    </message>
    <message>
        <source>images/s</source>
        <translation>图像/秒</translation>
    </message>
    <message>
        <source>positives</source>
        <translation>正样本</translation>
    </message>
    <message>
        <source>norm</source>
        <translation>范数</translation>
    </message>
    <message>
        <source>rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>planned</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>Weight of the exponential moving average, as in TensorBoard; raw values are drawn behind it</source>
        <translation>指数移动平均的权重，与 TensorBoard 相同；后方为原始值</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Over steps</source>
        <translation>按步数</translation>
    </message>
    <message>
        <source>Over epochs</source>
        <translation>按轮次</translation>
    </message>
    <message>
        <source>Over training time</source>
        <translation>按训练时间</translation>
    </message>
    <message>
        <source>Logarithmic steps</source>
        <translation>对数横轴</translation>
    </message>
    <message>
        <source>Next axis: steps, epochs, time</source>
        <translation>下一种横轴：步数、轮次、时间</translation>
    </message>
    <message>
        <source>Shows the curves over steps, epochs or training time without pauses: all of them together</source>
        <translation>所有曲线一起按步数、轮次或不含暂停的训练时间显示</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>training time</source>
        <translation>训练时间</translation>
    </message>
    <message>
        <source>Machine, %</source>
        <translation>机器，%</translation>
    </message>
    <message>
        <source>Parts in use while the run was trained: processors, by any program and by the run; memory; the file system of the run</source>
        <translation>训练期间的占用比例：处理器（所有程序，以及本次训练）、内存、训练文件夹所在的文件系统</translation>
    </message>
    <message>
        <source>processors</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>processors, this run</source>
        <translation>处理器，本次训练</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>disk</source>
        <translation>磁盘</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Images/s</source>
        <translation>图像/秒</translation>
    </message>
    <message>
        <source>Positives</source>
        <translation>正样本</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>机器</translation>
    </message>
</context>
<context>
    <name>priorscope::TrashDialog</name>
    <message>
        <source>Trash</source>
        <translation>回收站</translation>
    </message>
    <message>
        <source>Runs in the trash</source>
        <translation>回收站中的运行</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Thrown away</source>
        <translation>丢弃时间</translation>
    </message>
    <message>
        <source>On disk</source>
        <translation>磁盘占用</translation>
    </message>
    <message>
        <source>Reading the trash…</source>
        <translation>正在读取回收站…</translation>
    </message>
    <message>
        <source>&amp;Put back</source>
        <translation>放回(&amp;P)</translation>
    </message>
    <message>
        <source>The selected run is in the list again; where its name has been taken it gets a number (Alt+P)</source>
        <translation>所选运行重新出现在列表中；若名称已被占用，则加上编号 (Alt+P)</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>删除(&amp;D)…</translation>
    </message>
    <message>
        <source>Delete the selected runs for good, after a question (Alt+D)</source>
        <translation>确认后永久删除所选运行 (Alt+D)</translation>
    </message>
    <message>
        <source>&amp;Empty…</source>
        <translation>清空(&amp;E)…</translation>
    </message>
    <message>
        <source>Delete everything in the trash for good, after a question (Alt+E)</source>
        <translation>确认后永久删除回收站中的全部内容 (Alt+E)</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
    <message>
        <source>Close; what is being deleted stops after the present file (Escape)</source>
        <translation>关闭；正在进行的删除在当前文件之后停止 (Escape)</translation>
    </message>
    <message>
        <source>Reading the trash</source>
        <translation>正在读取回收站</translation>
    </message>
    <message>
        <source>Runs in the trash: %1, together %2.</source>
        <translation>回收站中的运行：%1，共占用 %2。</translation>
    </message>
    <message>
        <source>The trash is empty.</source>
        <translation>回收站是空的。</translation>
    </message>
    <message>
        <source>Delete %1 for good? This frees %2 and cannot be undone.</source>
        <translation>永久删除 %1？这会释放 %2，且无法撤销。</translation>
    </message>
    <message>
        <source>Delete %1 runs for good? This frees %2 and cannot be undone.</source>
        <translation>永久删除 %1 个运行？这会释放 %2，且无法撤销。</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>Emptying the trash</source>
        <translation>正在清空回收站</translation>
    </message>
    <message>
        <source>Files deleted: %1. That freed %2.</source>
        <translation>已删除文件：%1，释放了 %2。</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>另有 %1 个</translation>
    </message>
</context>
<context>
    <name>priorscope::TroubleBar</name>
    <message>
        <source>Hide this message</source>
        <translation>隐藏此消息</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1/%2</translation>
    </message>
    <message>
        <source>Problems of the run</source>
        <translation>训练的问题</translation>
    </message>
    <message>
        <source>Previous problem</source>
        <translation>上一个问题</translation>
    </message>
    <message>
        <source>Next problem</source>
        <translation>下一个问题</translation>
    </message>
</context>
<context>
    <name>priorscope::UncoveredGallery</name>
    <message>
        <source>no image file</source>
        <translation>无图像文件</translation>
    </message>
    <message>
        <source>Uncovered objects</source>
        <translation>未覆盖的目标</translation>
    </message>
</context>
<context>
    <name>priorscope::UncoveredModel</name>
    <message>
        <source>%1 in %2: best IoU %3. Click to look at it, double-click to open it in Dataset.</source>
        <translation>%2 中的 %1：最佳交并比 %3。单击查看，双击在“数据集”中打开。</translation>
    </message>
</context>
<context>
    <name>priorscope::UndoNotice</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Take this back (Ctrl+Alt+Z)</source>
        <translation>撤销此操作 (Ctrl+Alt+Z)</translation>
    </message>
</context>
<context>
    <name>priorscope::Verifier</name>
    <message>
        <source>Image verified or not</source>
        <translation>图像已核验与否</translation>
    </message>
    <message>
        <source>All images shown verified or not</source>
        <translation>所有显示的图像已核验与否</translation>
    </message>
</context>
<context>
    <name>priorscope::WatchedModel</name>
    <message>
        <source>not in this dataset</source>
        <translation>不在此数据集中</translation>
    </message>
    <message>
        <source>%1 right, %2 wrong, %3 missed</source>
        <translation>正确 %1，错误 %2，漏检 %3</translation>
    </message>
    <message>
        <source>%1 at step %2: %3.</source>
        <translation>%1，第 %2 步：%3。</translation>
    </message>
    <message>
        <source>%1 A click opens it in Detect.</source>
        <translation>%1 点击可在“检测”中打开。</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>无法读取</translation>
    </message>
</context>
<context>
    <name>priorscope::WatchedPanel</name>
    <message>
        <source>Validation images</source>
        <translation>验证图像</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>The evaluation that is shown; the newest one is followed</source>
        <translation>所显示的评估；默认跟随最新一次</translation>
    </message>
    <message>
        <source>The evaluation before</source>
        <translation>上一次评估</translation>
    </message>
    <message>
        <source>The evaluation after</source>
        <translation>下一次评估</translation>
    </message>
    <message>
        <source>Reading evaluations</source>
        <translation>正在读取评估列表</translation>
    </message>
    <message>
        <source>Step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>After each evaluation, some validation images are shown here with what was found in them.</source>
        <translation>每次评估之后，这里会显示若干验证图像以及在其中检测到的内容。</translation>
    </message>
    <message>
        <source>The images of this run are those of %1: open it to see them.</source>
        <translation>此运行的图像属于 %1：打开它即可查看。</translation>
    </message>
    <message>
        <source>Reading an evaluation</source>
        <translation>正在读取一次评估</translation>
    </message>
    <message>
        <source>score %1 and over</source>
        <translation>分数不低于 %1</translation>
    </message>
</context>
<context>
    <name>priorscope::WatchedView</name>
    <message>
        <source>Validation images</source>
        <translation>验证图像</translation>
    </message>
</context>
<context>
    <name>priorscope::WindowMenu</name>
    <message>
        <source>Recent folders</source>
        <translation>最近的文件夹</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>全局</translation>
    </message>
</context>
</TS>
